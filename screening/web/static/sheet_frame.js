// A key that is pressed in the sheet beside the lines is one of the page: three times Shift hides it there too.
"use strict";
for (const frame of document.querySelectorAll("iframe")) {
  const hear = ({key, repeat}) => document.dispatchEvent(new KeyboardEvent("keydown", {key, repeat}));
  const listen = () => frame.contentDocument?.addEventListener("keydown", hear);
  frame.addEventListener("load", listen);
  listen();
}
