// Firefox offers its reader view where paragraphs are long. No script runs there, so neither "Hide" nor the lock could
// take a case off the screen. It counts no paragraph with this class.
"use strict";
for (const each of document.querySelectorAll("p, pre, article")) each.classList.add("extra");
