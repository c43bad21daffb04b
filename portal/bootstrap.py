#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""Makes the environment in `.venv/` from the lock files, then hands over. Needs Python and its standard library only.

    python3 portal/bootstrap.py demo     environment to run, then `manage.py demo`
    python3 portal/bootstrap.py test     environment to test

Written so that a Python that is too old can still read it and say so.
"""

import hashlib
import os
import socket
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
OLDEST = (3, 11)
LOCKS = {"demo": "requirements.txt", "test": "requirements-dev.txt"}
# The lock for tests contains the lock to run, so an environment to test serves the demo as well.
STAMPS = {"demo": ["demo"], "test": ["demo", "test"]}


def stop(sentence):
    """End with a sentence that says what to do."""
    sys.exit("\n" + sentence + "\n")


def check_python():
    if sys.version_info[:2] < OLDEST:
        stop(
            "Python {}.{} or newer is needed, but {} is {}.{}. Name another one: make {} PYTHON=/path/to/python3.11".format(
                OLDEST[0], OLDEST[1], sys.executable, sys.version_info[0], sys.version_info[1], sys.argv[1]
            )
        )
    try:
        import ensurepip
        import venv

        assert venv and ensurepip.version()
    except ImportError:
        stop(
            "This Python lacks the modules venv and ensurepip. On Debian and Ubuntu: apt install python3-venv. "
            "Or name another Python: make " + sys.argv[1] + " PYTHON=/path/to/python3"
        )


def check_port():
    """The port the demo will listen on must be a free one."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        stop("PORT must be a number from 1 to 65535, not “" + text + "”.")
    probe = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        probe.bind(("127.0.0.1", int(text)))
    except OSError as problem:
        stop("Port {} cannot be used ({}). Choose another: PORT=8001 make demo".format(text, problem.strerror))
    finally:
        probe.close()


def fingerprint():
    """What an environment was made from: both locks and the Python that runs it."""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(LOCKS.values()):
        with open(os.path.join(ROOT, name), "rb") as lock:
            digest.update(lock.read())
    return digest.hexdigest()


def stamp_path(name):
    return os.path.join(VENV, ".made-for-" + name)


def is_made(purpose):
    try:
        with open(stamp_path(purpose)) as stamp:
            return stamp.read() == fingerprint() and os.path.exists(PYTHON)
    except OSError:
        return False


def make_environment(purpose):
    if is_made(purpose):
        return
    lock = LOCKS[purpose]
    sys.stdout.write("Installing the packages of " + lock + " into .venv/ …\n")
    sys.stdout.flush()
    for name in STAMPS["test"]:
        if os.path.exists(stamp_path(name)):
            os.remove(stamp_path(name))
    run([sys.executable, "-m", "venv", "--clear", VENV], "The environment could not be made.")
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes"]
    run(pip + ["-r", os.path.join(ROOT, lock)], "The packages could not be installed; see the lines above.")
    for name in STAMPS[purpose]:
        with open(stamp_path(name), "w") as stamp:
            stamp.write(fingerprint())


def run(command, sentence):
    try:
        code = subprocess.call(command, cwd=ROOT)
    except KeyboardInterrupt:
        stop("Interrupted. The next start begins anew.")
    if code:
        stop(sentence)


def main():
    purpose = sys.argv[1] if len(sys.argv) > 1 else "demo"
    if purpose not in LOCKS:
        stop("Say “demo” or “test”, not “" + purpose + "”.")
    check_python()
    if purpose == "demo":
        check_port()
    make_environment(purpose)
    if purpose == "demo":
        manage = os.path.join(ROOT, "manage.py")
        os.execv(PYTHON, [PYTHON, manage, "demo"])


if __name__ == "__main__":
    main()
