// What is said to the person, read aloud in the person's language: by its recording, else by a voice of the device.
"use strict";
(() => {
  let sound = null; // what plays a recording now
  const hush = () => {
    window.speechSynthesis?.cancel();
    sound?.close();
    sound = null;
  };
  async function play(address) {
    const mine = (sound = new AudioContext()),
      file = await fetch(address);
    const buffer = await mine.decodeAudioData(await file.arrayBuffer());
    const source = Object.assign(mine.createBufferSource(), {buffer});
    source.connect(mine.destination);
    source.start();
  }
  // One button beside each text; where nothing can read it, none.
  function offer(text) {
    const address = text.dataset.aloud,
      voice = rozpoznajVoice(text.lang);
    if (text.querySelector("button") || !(address || voice)) return;
    const read = () => {
      hush();
      const words = text.firstChild.textContent.replaceAll("/", " "); // anh/chị is said "anh chị"
      if (address) return play(address);
      speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), {voice, lang: voice.lang}));
      return null;
    };
    const label = document.querySelector("[data-read-aloud]").dataset.readAloud;
    const made = Object.assign(document.createElement("button"), {
      type: "button",
      className: "aloud",
      textContent: "▶",
      title: label,
      onclick: () => Promise.resolve(read()).catch(() => made.remove()),
    });
    made.lang = document.documentElement.lang;
    made.setAttribute("aria-label", label);
    text.append(" ", made);
  }
  const offerAll = () => document.querySelectorAll("[data-aloud]").forEach(offer);
  offerAll();
  window.speechSynthesis?.addEventListener?.("voiceschanged", offerAll);
  addEventListener("pagehide", hush);
})();
