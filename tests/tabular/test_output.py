"""A table goes out whole or not at all."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import polars as pl
import pytest

from tabular.errors import NotWritable
from tabular.files import write_table

FRAME = pl.DataFrame({"employee_id": ["a", "Đặng, B"], "award_vnd": [12_300_000, -1]})
CSV = 'employee_id,award_vnd\na,12300000\n"Đặng, B",-1\n'
WRITES = (
    "import polars as pl; from tabular.files import write_table; write_table(pl.DataFrame({'a': [1]}), '-')"
)


def test_csv_is_the_default_and_parquet_follows_the_ending(tmp_path):
    write_table(FRAME, str(tmp_path / "out"))
    write_table(FRAME, str(tmp_path / "out.parquet"))
    assert (tmp_path / "out").read_text() == CSV
    assert pl.read_parquet(tmp_path / "out.parquet").equals(FRAME)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["out", "out.parquet"]


def test_an_older_file_is_replaced_whole(tmp_path):
    (tmp_path / "out.csv").write_text("an older file that is much longer than the new one\n" * 9)
    write_table(FRAME, str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text() == CSV


def test_a_link_stays_a_link_to_the_new_contents(tmp_path):
    (tmp_path / "real.csv").touch()
    (tmp_path / "link.csv").symlink_to("real.csv")
    write_table(FRAME, str(tmp_path / "link.csv"))
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_text() == CSV


def test_a_device_is_written_to_and_never_replaced():
    with pytest.raises(NotWritable) as refusal:
        write_table(FRAME, "/dev/full")
    assert refusal.value.code == "no_disk_space"
    assert (
        "/dev/full: there is no space left on the disk. No half file was left there." in refusal.value.message
    )
    assert Path("/dev/full").is_char_device()


def test_a_pipe_is_written_to(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    got: list[str] = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_text()))
    reader.start()
    write_table(FRAME, str(tmp_path / "pipe"))
    reader.join()
    assert got == [CSV]


def test_a_full_disk_leaves_the_older_file_and_no_half_one(tmp_path, monkeypatch):
    (tmp_path / "out.csv").write_text("older")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotWritable, match="no space left on the disk"):
        write_table(FRAME, str(tmp_path / "out.csv"))
    assert [each.name for each in tmp_path.iterdir()] == ["out.csv"]
    assert (tmp_path / "out.csv").read_text() == "older"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(NotWritable) as refusal:
        write_table(FRAME, str(tmp_path / "no" / "out.csv"))
    assert refusal.value.code == "not_writable"
    assert "cannot be written: No such file or directory" in refusal.value.message


def test_standard_output_on_a_full_disk_is_one_refusal_and_no_second_traceback(tmp_path):
    # A file: Spark ends a program given by `-c` when pandas is not there.
    (tmp_path / "writes.py").write_text(WRITES)
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, tmp_path / "writes.py"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert done.stderr.decode().count("Traceback") == 1
    assert "standard output: there is no space left on the disk." in done.stderr.decode()
