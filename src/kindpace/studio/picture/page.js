"use strict";
// Reading one cue at a time: by pointer, by touch, by the slider, or with the arrow keys.
const now = document.getElementById("now");
const slider = document.getElementById("cue");
const picture = document.getElementById("picture");
const rows = [...document.querySelectorAll("tbody tr")];
const NEAR = 26; // pixels around a finger

function show(number) {
  for (const one of document.querySelectorAll(".here")) one.classList.remove("here");
  for (const one of document.querySelectorAll(`[data-cue="${number}"]:not(text)`)) one.classList.add("here");
  rows[number].classList.add("here");
  slider.value = number;
  slider.setAttribute("aria-valuetext", rows[number].dataset.told);
  now.textContent = rows[number].dataset.told;
}

function step(by) {
  const from = rows.findIndex((row) => row.classList.contains("here"));
  const first = by > 0 ? 0 : rows.length - 1;
  show(from < 0 ? first : Math.min(rows.length - 1, Math.max(0, from + by)));
}

function nearest(x, y) {
  let best = null;
  let least = NEAR;
  for (const one of picture.querySelectorAll("[data-cue]:not(text)")) {
    const box = one.getBoundingClientRect();
    const across = Math.max(box.left - x, 0, x - box.right);
    const down = Math.max(box.top - y, 0, y - box.bottom);
    const far = Math.hypot(across, down);
    if (box.width && far < least) [best, least] = [one, far];
  }
  return best;
}

function point(event) {
  const found = nearest(event.clientX, event.clientY);
  if (found) show(Number(found.dataset.cue));
}

if (rows.length) {
  document.getElementById("line").hidden = false;
  // The words on a pointer are shown below the picture: a second copy would only cover it.
  for (const title of picture.querySelectorAll("[data-cue] > title")) title.remove();
  picture.addEventListener("click", point);
  picture.addEventListener("pointermove", (event) => event.pointerType === "mouse" && point(event));
  slider.addEventListener("input", () => show(Number(slider.value)));
  document.getElementById("back").addEventListener("click", () => step(-1));
  document.getElementById("on").addEventListener("click", () => step(1));
  document.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    step(by);
  });
}
