"""Engines that examine a page in the browser: axe always, three more where `make test-full` has installed them."""
