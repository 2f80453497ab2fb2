// Plays a track, follows its chapters and words, and remembers the place; on this phone only.
"use strict";
(() => {
  const by = (id) => document.getElementById(id);
  const audio = by("audio"), player = by("player"), place = by("place");
  const words = JSON.parse(by("said-words").textContent);
  const SKIP = 15;
  let here = null;      // the article that plays
  let chapters = [];    // of that article: {start, title, link}
  let cues = [];        // its words: {start, end, text}
  let wanted = null;    // a place to go to once the length is known
  let sliding = false;  // a finger is on the slider
  let noted = 0;        // when the place was last remembered

  const clock = (seconds) => {
    const all = Math.max(0, Math.floor(seconds || 0));
    const two = (number) => String(number).padStart(2, "0");
    const [hours, minutes] = [Math.floor(all / 3600), Math.floor(all / 60) % 60];
    return hours ? `${hours}:${two(minutes)}:${two(all % 60)}` : `${minutes}:${two(all % 60)}`;
  };

  let quiet = 0;
  const say = (text) => {
    by("said").textContent = text;
    clearTimeout(quiet);
    quiet = setTimeout(() => { by("said").textContent = ""; }, 5000);
  };

  // What is remembered never leaves this browser; where it keeps nothing, nothing is kept.
  const memory = {
    key: () => `kindpace:${here.dataset.guid}`,
    read: () => { try { return Number(localStorage.getItem(memory.key())) || 0; } catch { return 0; } },
    write: () => {
      if (!here || wanted !== null) return;
      const over = audio.ended || audio.currentTime > length() - 10;
      try {
        if (over || audio.currentTime < 5) localStorage.removeItem(memory.key());
        else localStorage.setItem(memory.key(), String(Math.floor(audio.currentTime)));
      } catch { /* storage is shut: fine */ }
    },
  };

  const length = () =>
    Number.isFinite(audio.duration) && audio.duration > 0 ? audio.duration : Number(here?.dataset.seconds) || 0;
  const now = () => (wanted !== null ? wanted : audio.currentTime);

  // WebVTT (W3C), as far as a feed's own files go.
  const read = (text) => {
    const box = document.createElement("textarea");
    const plain = (html) => { box.innerHTML = html.replace(/<[^>]*>/g, ""); return box.value; };
    const seconds = (stamp) => stamp.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
    return text.replace(/\r\n?/g, "\n").split(/\n{2,}/).flatMap((block) => {
      const lines = block.split("\n");
      const at = lines.findIndex((line) => line.includes("-->"));
      if (at < 0) return [];
      const [start, end] = lines[at].split("-->").map((part) => seconds(part.trim().split(/\s/)[0]));
      return [{ start, end, text: plain(lines.slice(at + 1).join(" ")) }];
    });
  };

  const fetched = new Map();
  const wordsOf = (article) => {
    const address = article.dataset.words;
    if (!address) return Promise.resolve([]);
    if (!fetched.has(address)) {
      const asked = fetch(address).then((answer) => {
        if (!answer.ok) throw new Error(answer.status);
        return answer.text();
      }).then(read);
      asked.catch(() => fetched.delete(address));
      fetched.set(address, asked);
    }
    return fetched.get(address);
  };

  const take = (article) => {
    if (here === article) return;
    memory.write();
    here?.classList.remove("here");
    mark(here, null);
    here = article;
    here.classList.add("here");
    chapters = [...here.querySelectorAll("[data-at]")].map((link) => ({
      start: Number(link.dataset.at), title: link.lastElementChild.textContent, link,
    }));
    cues = [];
    by("caption").hidden = true;
    wordsOf(article).then((found) => { if (here === article) { cues = found; by("caption").hidden = !cues.length; follow(); } }, () => {});
    audio.src = here.dataset.src;
    wanted = memory.read() || null;
    if (wanted) say(words.from.replace("{time}", clock(wanted)));
    player.hidden = false;
    document.body.classList.add("plays");
    by("now").textContent = here.querySelector("h3").textContent;
    by("now").href = `#${here.id}`;
    for (const name of ["before", "after"]) by(name).disabled = chapters.length === 0;
    tell();
    follow();
  };

  const play = () => audio.play().catch((fault) => {
    if (fault.name !== "AbortError") say(words.away);
  });

  // A phone that slept, or left the network, picks the track up where it was.
  const retry = () => {
    if (!audio.error) return;
    wanted = wanted ?? lastPlace;
    audio.src = here.dataset.src;
    audio.load();
  };
  const toggle = () => {
    if (!here) return;
    retry();
    if (audio.paused) play(); else audio.pause();
  };

  const go = (seconds) => {
    if (!here) return;
    const to = Math.min(Math.max(0, seconds), Math.max(0, length() - 0.2));
    if (audio.readyState > 0) { wanted = null; audio.currentTime = to; } else wanted = to;
    follow();
  };
  const skip = (seconds) => go(now() + seconds);

  const chapterAt = (seconds) => chapters.filter((one) => one.start <= seconds + 0.05).length - 1;
  const step = (by_) => {
    const at = chapterAt(now());
    // Back goes to the start of this chapter first, as players do.
    const restart = by_ < 0 && at >= 0 && now() - chapters[at].start > 3;
    const next = chapters[restart ? at : at + by_];
    if (next) go(next.start); else if (by_ < 0) go(0);
  };

  const mark = (article, link) => {
    article?.querySelectorAll("[aria-current]").forEach((one) => {
      if (one !== link) one.removeAttribute("aria-current");
    });
    if (link && !link.hasAttribute("aria-current")) link.setAttribute("aria-current", "true");
  };

  let lastPlace = 0, lastChapter = -2;
  const follow = () => {
    if (!here) return;
    const at = now(), all = length();
    if (!audio.error) lastPlace = at;
    place.max = Math.max(1, Math.floor(all));
    if (!sliding) place.value = Math.floor(at);
    place.setAttribute("aria-valuetext", `${clock(at)} / ${clock(all)}`);
    by("elapsed").textContent = clock(at);
    by("length").textContent = clock(all);
    const chapter = chapterAt(at), named = chapters[chapter];
    mark(here, named?.link ?? null);
    by("chapter").textContent = named?.title ?? "";
    if (chapter !== lastChapter) { lastChapter = chapter; tell(); }
    const cue = cues.find((one) => one.start <= at && at < one.end);
    const text = cue?.text ?? "";
    if (by("caption").textContent !== text) by("caption").textContent = text;
    if (Math.abs(at - noted) > 5) { noted = at; memory.write(); }
  };

  // The lock screen: names, skips, chapters, and how far it is.
  const session = navigator.mediaSession;
  const tell = () => {
    if (!session || !here || typeof MediaMetadata !== "function") return;
    const named = chapters[chapterAt(now())];
    const art = here.dataset.art;
    session.metadata = new MediaMetadata({
      title: here.querySelector("h3").textContent,
      artist: named ? named.title : document.querySelector("h1").textContent,
      album: document.querySelector("h1").textContent,
      artwork: art && location.protocol !== "file:" ? [{ src: new URL(art, location.href).href }] : [],
    });
  };
  const position = () => {
    if (!session?.setPositionState || !here || !length()) return;
    try {
      session.setPositionState({ duration: length(), playbackRate: 1, position: Math.min(now(), length()) });
    } catch { /* some browsers take none while nothing is loaded */ }
  };
  const keys = {
    play: toggle, pause: () => audio.pause(), stop: () => audio.pause(),
    seekbackward: (told) => skip(-(told.seekOffset || SKIP)),
    seekforward: (told) => skip(told.seekOffset || SKIP),
    seekto: (told) => go(told.seekTime),
    previoustrack: () => step(-1), nexttrack: () => step(1),
  };
  for (const [name, done] of Object.entries(keys)) {
    try { session?.setActionHandler(name, done); } catch { /* not every browser knows every key */ }
  }

  const shown = () => {
    const plays = !audio.paused;
    const button = by("toggle");
    button.classList.toggle("plays", plays);
    button.setAttribute("aria-label", plays ? words.pause : words.play);
    document.querySelectorAll(".play").forEach((one) => {
      const mine = plays && one.closest("article") === here;
      one.textContent = mine ? words.pause : words.play;
    });
    if (session) session.playbackState = here ? (plays ? "playing" : "paused") : "none";
    position();
  };
  for (const name of ["play", "pause", "ended"]) audio.addEventListener(name, shown);
  for (const name of ["pause", "ended", "seeked"]) audio.addEventListener(name, memory.write);
  for (const name of ["seeked", "durationchange"]) audio.addEventListener(name, position);
  for (const name of ["timeupdate", "seeked", "durationchange"]) audio.addEventListener(name, follow);
  audio.addEventListener("loadedmetadata", () => {
    if (wanted !== null) { audio.currentTime = wanted; wanted = null; }
  });
  audio.addEventListener("error", () => { if (here && audio.error) { shown(); say(words.away); } });
  addEventListener("pagehide", memory.write);
  document.addEventListener("visibilitychange", memory.write);

  place.addEventListener("input", () => { sliding = true; by("elapsed").textContent = clock(place.value); });
  place.addEventListener("change", () => { sliding = false; go(Number(place.value)); });
  by("toggle").addEventListener("click", toggle);
  by("back").addEventListener("click", () => skip(-SKIP));
  by("on").addEventListener("click", () => skip(SKIP));
  by("before").addEventListener("click", () => step(-1));
  by("after").addEventListener("click", () => step(1));

  document.querySelectorAll(".play").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => { take(button.closest("article")); toggle(); });
  });
  const jumps = (target) => target.closest?.("[data-at]");
  by("tracks").addEventListener("click", (event) => {
    const link = jumps(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    take(link.closest("article"));
    go(Number(link.dataset.at));
    if (audio.paused) toggle();
  });

  // The words of a track, to read beforehand or to find a place by.
  document.querySelectorAll("details.words").forEach((box) => box.addEventListener("toggle", () => {
    if (!box.open || box.querySelector("ol")) return;
    wordsOf(box.closest("article")).then((found) => {
      if (box.querySelector("ol")) return;
      const list = document.createElement("ol");
      list.className = "chapters transcript";
      list.tabIndex = 0;
      list.setAttribute("aria-label", words.spoken);
      for (const cue of found) {
        const item = document.createElement("li"), link = document.createElement("a");
        const at = document.createElement("span"), text = document.createElement("span");
        at.className = "at";
        at.textContent = clock(cue.start);
        text.dir = "auto";
        text.textContent = cue.text;
        link.href = `${box.closest("article").dataset.src}#t=${cue.start}`;
        link.append(at, " ", text);
        link.addEventListener("click", (event) => {
          event.preventDefault();
          take(box.closest("article"));
          go(cue.start);
          if (audio.paused) toggle();
        });
        item.append(link);
        list.append(item);
      }
      box.append(list);
    }, () => say(words.words_away));
  }));

  by("keys").hidden = false;
  addEventListener("keydown", (event) => {
    if (!here || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, button, a, summary, textarea, select") && event.key === " ") return;
    if (event.target.closest("input, ol.transcript")) return;
    const done = {
      " ": toggle,
      ArrowLeft: () => (event.shiftKey ? step(-1) : skip(-SKIP)),
      ArrowRight: () => (event.shiftKey ? step(1) : skip(SKIP)),
    }[event.key];
    if (done) { event.preventDefault(); done(); }
  });

  // Over https the page itself can keep tracks; on a home network an app or a download does.
  if (location.protocol === "https:" && navigator.serviceWorker && window.caches) {
    navigator.serviceWorker.register("offline.js").then(() => caches.open("tracks")).then((shelf) => {
      document.querySelectorAll(".keep").forEach(async (button) => {
        const told = button.closest("article").dataset;
        const parts = [told.src, told.words].filter(Boolean).map((one) => new URL(one, location.href).href);
        const show = async () => {
          const kept = Boolean(await shelf.match(parts[0]));
          button.textContent = kept ? words.kept : words.keep;
          button.dataset.kept = kept ? "yes" : "";
          return kept;
        };
        await show();
        button.hidden = false;
        button.addEventListener("click", async () => {
          if (button.dataset.kept) {
            await Promise.all(parts.map((one) => shelf.delete(one)));
          } else {
            button.textContent = words.keeping;
            navigator.storage?.persist?.();
            try { await shelf.addAll(parts); } catch { say(words.away); }
          }
          await show();
        });
      });
    }, () => {});
  }

  by("copy").hidden = false;
  by("copy").addEventListener("click", async () => {
    const field = by("feed");
    field.focus();
    field.select();
    try {
      // The clipboard is there over https only; the older way serves a home network.
      if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
      else if (!document.execCommand("copy")) throw new Error("by hand");
      say(words.copied);
    } catch { say(words.copy_by_hand); }
  });
})();
