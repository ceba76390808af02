"""A real print server with one printer that writes what reaches it into files."""

import os
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

from tests.support.processes import need_program, running, wait_until

PRINTER = "desk-printer"

# A laser printer that takes PDF as it is: A4 or A5, both sides, colour or grey.
DESCRIPTION = """\
*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "DESK.PPD"
*Manufacturer: "ICT Desk"
*Product: "(Test printer)"
*ModelName: "Test printer"
*ShortNickName: "Test printer"
*NickName: "Test printer"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*Throughput: "20"
*LandscapeOrientation: Plus90
*TTRasterizer: Type42
*cupsVersion: 2.3
*cupsFilter2: "application/pdf application/pdf 0 -"
*OpenUI *PageSize/Paper: PickOne
*DefaultPageSize: A4
*PageSize A4/A4: ""
*PageSize A5/A5: ""
*CloseUI: *PageSize
*OpenUI *PageRegion/Paper: PickOne
*DefaultPageRegion: A4
*PageRegion A4/A4: ""
*PageRegion A5/A5: ""
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "12 12 583 830"
*ImageableArea A5/A5: "12 12 408 583"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595 842"
*PaperDimension A5/A5: "420 595"
*OpenUI *Duplex/Both sides: PickOne
*DefaultDuplex: None
*Duplex None/No: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
*OpenUI *ColorModel/Colour: PickOne
*DefaultColorModel: RGB
*ColorModel RGB/Colour: ""
*ColorModel Gray/Grey: ""
*CloseUI: *ColorModel
"""

# CUPS calls a backend as: job user title copies options [file].
BACKEND = """\
#!/bin/sh
if [ $# -eq 0 ]; then echo 'direct paper "Unknown" "Paper"'; exit 0; fi
umask 000
paper={paper}
cat ${{6:+"$6"}} >"$paper/$1.part"
printf '%s\\n%s\\n%s\\n' "$3" "$4" "$5" >"$paper/$1.ticket"
mv "$paper/$1.part" "$paper/$1.pdf"
"""


@dataclass(frozen=True)
class Job:
    """What reached the printer: the document as it came, and how it should be printed."""

    document: bytes
    title: str
    copies: int
    options: tuple[str, ...]


@dataclass(frozen=True)
class PrintServer:
    """A print server at `address` (a socket's path), its printers told by their names."""

    address: str
    printer: str
    paper: Path

    @property
    def env(self) -> dict[str, str]:
        """The environment in which a program finds this print server and no other."""
        return {**os.environ, "CUPS_SERVER": self.address}

    def jobs(self) -> list[Job]:
        """The jobs that reached the printer, in their order."""
        numbers = sorted(int(path.stem) for path in self.paper.glob("*.pdf"))
        return [self._job(number) for number in numbers]

    def wait_for_jobs(self, number: int = 1) -> list[Job]:
        """Wait until so many jobs have reached the printer, and give them."""
        wait_until(lambda: len(self.jobs()) >= number, f"{number} jobs reach the printer")
        return self.jobs()

    def _job(self, number: int) -> Job:
        title, copies, options = (
            (self.paper / f"{number}.ticket").read_text(encoding="utf-8").splitlines()
        )
        document = (self.paper / f"{number}.pdf").read_bytes()
        return Job(document, title, int(copies), tuple(options.split()))


@contextmanager
def print_server(home: Path) -> Generator[PrintServer]:
    """Run a CUPS server with its files in `home`, and one printer, during the block."""
    daemon = need_program("cupsd", "cups")
    lpadmin = need_program("lpadmin", "cups-client")
    server = PrintServer(str(home / "cups.sock"), PRINTER, home / "paper")
    _write_files(home, server)
    command: list[str | Path] = [
        daemon,
        "-f",
        "-c",
        home / "cupsd.conf",
        "-s",
        home / "cups-files.conf",
    ]
    with running(command, home / "cupsd.log"):
        wait_until(lambda: _answers(lpadmin, home, server), "the print server takes a printer")
        yield server


def _answers(lpadmin: str, home: Path, server: PrintServer) -> bool:
    """Try to add the printer; the server may not listen yet."""
    command: list[str | Path] = [
        *(lpadmin, "-h", server.address, "-p", PRINTER, "-E", "-v", "paper:/tray"),
        *("-P", home / "printer.ppd", "-o", "printer-error-policy=abort-job"),
    ]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _write_files(home: Path, server: PrintServer) -> None:
    for folder in ("spool", "cache", "state", "root", "paper", "bin", "bin/backend"):
        (home / folder).mkdir()
    server.paper.chmod(0o777)
    for part in ("filter", "daemon", "driver", "notifier", "cgi-bin"):
        (home / "bin" / part).symlink_to(f"/usr/lib/cups/{part}")
    backend = home / "bin" / "backend" / "paper"
    backend.write_text(BACKEND.format(paper=f"'{server.paper}'"), encoding="ascii")
    backend.chmod(0o700)  # CUPS runs a backend that only its owner may run as that owner
    (home / "printer.ppd").write_text(DESCRIPTION, encoding="ascii")
    (home / "cups-files.conf").write_text(_places(home), encoding="utf-8")
    (home / "cupsd.conf").write_text(_rules(server), encoding="utf-8")


def _places(home: Path) -> str:
    root_lines = "User lp\nGroup lp\nSystemGroup root\n" if os.getuid() == 0 else ""
    return root_lines + dedent(f"""\
        ServerRoot {home}/root
        ServerBin {home}/bin
        DataDir /usr/share/cups
        RequestRoot {home}/spool
        CacheDir {home}/cache
        StateDir {home}/state
        AccessLog {home}/access.log
        ErrorLog {home}/error.log
        PageLog {home}/page.log
        SystemGroup root
    """)


def _rules(server: PrintServer) -> str:
    return dedent(f"""\
        Listen {server.address}
        Browsing Off
        LogLevel debug
        DefaultAuthType None
        WebInterface No
        <Location />
          Order allow,deny
          Allow all
        </Location>
        <Policy default>
          JobPrivateAccess all
          JobPrivateValues none
          <Limit All>
            Order allow,deny
            Allow all
          </Limit>
        </Policy>
    """)


@pytest.fixture
def cups(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Iterator[PrintServer]:
    """A print server found by this process and, through `env`, by programs it starts."""
    with print_server(tmp_path_factory.mktemp("cups")) as server:
        monkeypatch.setenv("CUPS_SERVER", server.address)
        yield server
