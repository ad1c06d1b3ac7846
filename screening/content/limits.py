"""How many characters a text may have, to fit a phone, a sheet and a sentence that somebody says aloud."""

LABEL = 120
QUESTION = 220
STATEMENT = 160
CHILD_QUESTION = 200
HOW = 250
GUIDANCE = 400
INTRODUCTION = 500
LAW = 400
NOTE = 240
NAME = 120
TITLE = 400
SCENE = 1200
SAID = 320
