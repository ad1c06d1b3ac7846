// A page shown in answer to a form is remembered without what was sent: Chromium writes it to its session file.
"use strict";
history.replaceState(null, "");
