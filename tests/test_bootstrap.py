"""What `make demo` says when it cannot start."""

import os
import socket
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def bootstrap(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "portal/bootstrap.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_taken_port_is_named():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = str(listener.getsockname()[1])
        run = bootstrap("demo", PORT=port)
    assert run.returncode != 0
    assert f"Port {port} cannot be used" in run.stderr
    assert "PORT=8001 make demo" in run.stderr


def test_port_must_be_a_number():
    run = bootstrap("demo", PORT="eighty")
    assert run.returncode != 0
    assert "PORT must be a number" in run.stderr


def test_missing_venv_module_is_named(tmp_path):
    (tmp_path / "ensurepip.py").write_text("raise ImportError('not packaged here')")
    run = bootstrap("demo", PYTHONPATH=str(tmp_path))
    assert run.returncode != 0
    assert "apt install python3-venv" in run.stderr


def test_too_old_python_is_named(tmp_path):
    # The version is faked before the script runs: nobody has a Python 3.8 everywhere.
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\nclass Old(tuple):\n    pass\nsys.version_info = Old((3, 8, 0, 'final', 0))\n"
    )
    run = bootstrap("demo", PYTHONPATH=str(tmp_path))
    assert run.returncode != 0
    assert "Python 3.11 or newer is needed" in run.stderr
