"""The real server with one more, empty, address to compare with; run as `python -m tests.benchmarks.served`."""

from screening import settings
from screening.content import load
from screening.printing import Printer
from screening.web.heads import Judged
from screening.web.serve import made, serve_on, sockets

if __name__ == "__main__":
    chosen = settings.load()
    with sockets(chosen) as listening:
        printer = Printer()
        printer.start()
        app = made(chosen, load(settings.folder("indicators")), printer)
        app.add_url_rule("/empty", "empty", lambda: "ok")
        serve_on(chosen, Judged(app), listening)
