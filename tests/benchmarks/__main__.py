"""`python -m tests.benchmarks`: every figure, with progress."""

import sys

from tests.benchmarks import classroom, documents, sheet, web, work_list

if __name__ == "__main__":
    print("Sheet", flush=True)
    sheet.run()
    print("Documents", flush=True)
    documents.run()
    print("List of cases", flush=True)
    work_list.run()
    print("Class", flush=True)
    classroom.run()
    print("Web", flush=True)
    web.run(cases=int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
