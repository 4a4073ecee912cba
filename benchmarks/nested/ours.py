"""Meritgrid as it is served: sign-in, row security, a transaction for each request.

`python -m benchmarks.nested.ours URL PORT DATA_FOLDER ACCOUNT` prints a token for an account of the demo, then serves.
"""

import sys
from pathlib import Path

import uvicorn

from api.app import create
from api.settings import Settings
from api.sign_in import development_tokens

if __name__ == "__main__":
    url, port, folder, account = sys.argv[1:]
    settings = Settings(mode="development", data_folder=Path(folder))
    print(development_tokens.mint(settings, account), flush=True)
    uvicorn.run(create(settings, url), port=int(port), log_level="error", access_log=False, ws="none")
