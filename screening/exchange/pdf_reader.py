"""The process that opens a PDF from elsewhere: `python -m screening.exchange.pdf_reader`; limited, without any key.

Standard input: four bytes with the length of the passphrase, the passphrase, the PDF. Standard output: the case file.
"""

import resource
import sys
from io import BytesIO

import pikepdf

from screening.exchange.sealed_pdf import CARRIED, NOTHING_CARRIED, WRONG_PASSPHRASE
from screening.exchange.strict_json import LARGEST

MEMORY = 512 * 1024**2
SECONDS = 10


def main() -> int:
    """Write the case file that the PDF carries; the exit code tells why there is none."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    data = sys.stdin.buffer.read()
    length = int.from_bytes(data[:4], "big")
    passphrase, file = data[4 : 4 + length].decode(), data[4 + length :]
    try:
        with pikepdf.open(BytesIO(file), password=passphrase) as pdf:
            if CARRIED not in pdf.attachments:
                return NOTHING_CARRIED
            found = pdf.attachments[CARRIED].get_file().read_bytes()
    except pikepdf.PasswordError:
        return WRONG_PASSPHRASE
    sys.stdout.buffer.write(found[: LARGEST + 1])
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
