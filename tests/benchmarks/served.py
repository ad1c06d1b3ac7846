"""The real server with one more, empty, address to compare with; run as `python -m tests.benchmarks.served`."""

from screening import settings
from screening.content import load
from screening.web.serve import Server


class WithEmptyPage(Server):
    """The laptop server plus `/empty`."""

    def load(self) -> object:
        """The application with one address more."""
        app = super().load()
        app.add_url_rule("/empty", "empty", lambda: "ok")
        return app


if __name__ == "__main__":
    WithEmptyPage(settings.load(), load(settings.folder("indicators"))).run()
