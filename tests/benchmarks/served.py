"""The real server with one more, empty, address to compare with; run as `python -m tests.benchmarks.served`."""

from screening import settings
from screening.content import load
from screening.printing import Printer
from screening.web.access import origin, peer
from screening.web.server import Started, end_when_told, made, serve_on, sockets

if __name__ == "__main__":
    end_when_told()
    chosen = settings.load()
    with sockets(chosen) as listening:
        printer = Printer()
        printer.start()
        name = origin.new_name()
        origin.take_name(chosen.data, name)
        app, by_name = made(chosen, load(settings.folder("indicators")), printer, Started(name))
        app.add_url_rule("/empty", "empty", lambda: "ok")
        serve_on(chosen, by_name, listening, lookup=peer.lookup_for(listening))
