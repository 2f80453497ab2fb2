// Keeps the page, and the tracks that somebody chose to keep, for runs without a network (https only).
"use strict";
const PAGE = "page", TRACKS = "tracks";

const fresh = async (request) => {
  const shelf = await caches.open(PAGE);
  try {
    const answer = await fetch(request);
    if (answer.ok) await shelf.put(request, answer.clone());
    return answer;
  } catch (fault) {
    const kept = await shelf.match(request, { ignoreSearch: true });
    if (kept) return kept;
    throw fault;
  }
};

// Players ask for a part, and some accept nothing else.
const part = async (request, kept) => {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") || "");
  if (!asked) return kept;
  const sound = await kept.blob();
  const start = Number(asked[1]), stop = Math.min(sound.size, asked[2] ? Number(asked[2]) + 1 : sound.size);
  if (start >= stop) return new Response(null, { status: 416, headers: { "content-range": `bytes */${sound.size}` } });
  return new Response(sound.slice(start, stop), {
    status: 206,
    headers: {
      "content-type": kept.headers.get("content-type") || "audio/mpeg",
      "content-length": String(stop - start),
      "content-range": `bytes ${start}-${stop - 1}/${sound.size}`,
      "accept-ranges": "bytes",
    },
  });
};

const answered = async (request) => {
  const shelf = await caches.open(TRACKS);
  const kept = await shelf.match(request.url);
  if (kept) return part(request, kept);
  return request.headers.has("range") || /\.mp3$/.test(new URL(request.url).pathname) ? fetch(request) : fresh(request);
};

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const here = event.request.method === "GET" && event.request.url.startsWith(registration.scope);
  if (here) event.respondWith(answered(event.request));
});
