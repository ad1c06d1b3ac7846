// A voice of this device itself that reads a language aloud, or nothing; Filipino voices are named "fil" or "tl".
"use strict";
const rozpoznajVoice = (language) =>
  window.speechSynthesis
    ?.getVoices()
    .find((each) => each.localService && each.lang.toLowerCase().replace(/^tl\b/, "fil").split(/[-_]/)[0] === language);
