"""What a phone plays: audio in, a tagged MP3 with chapters, lyrics and a cover out."""
