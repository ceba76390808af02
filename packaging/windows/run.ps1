# Set up what is missing, then start ICT Desk on Windows 10 or 11.
#
#   powershell -ExecutionPolicy Bypass -File packaging\windows\run.ps1             the demo
#   powershell -ExecutionPolicy Bypass -File packaging\windows\run.ps1 COMMAND …   any command
#
# Needs Python 3.11, 3.12 or 3.13 from python.org; everything else is installed into .venv.
$ErrorActionPreference = 'Stop'

$Root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path
$Venv = Join-Path $Root '.venv'
$Python = Join-Path $Venv 'Scripts\python.exe'
$Lock = Join-Path $Root 'packaging\requirements.lock'
$Ready = Join-Path $Venv '.ready-to-run'

function Stop-With([string] $Message) {
    [Console]::Error.WriteLine("ICT Desk cannot be set up: $Message")
    exit 1
}

function Find-Python {
    foreach ($Version in '3.13', '3.12', '3.11') {
        $Found = & py "-$Version" -c 'import sys; print(sys.executable)' 2>$null
        if ($LASTEXITCODE -eq 0) { return $Found }
    }
    Stop-With 'Python 3.11, 3.12 or 3.13 is needed. Install it from python.org, with its launcher (py).'
}

function Get-WantedState {
    $Project = Join-Path $Root 'pyproject.toml'
    return (($Lock, $Project | ForEach-Object { (Get-FileHash $_ -Algorithm SHA256).Hash }) + $Root) -join ' '
}

function Invoke-Step([string] $Doing, [string[]] $Arguments) {
    & $Python @Arguments
    if ($LASTEXITCODE -ne 0) { Stop-With "$Doing did not work. What went wrong is said above." }
}

$Done = (Test-Path $Ready) -and ((Get-Content -Raw $Ready).Trim() -eq (Get-WantedState))
if (-not $Done) {
    if (-not (Test-Path $Python)) { & (Find-Python) -m venv $Venv }
    Write-Host 'Installing the locked packages (some 300 MB, only the first time)'
    $Pip = '-m', 'pip', 'install', '-q', '--disable-pip-version-check', '--no-input'
    Invoke-Step 'installing the locked packages' ($Pip + '--only-binary=:all:', '--require-hashes', '-r', $Lock)
    Invoke-Step 'installing the program' ($Pip + '--no-deps', '--no-build-isolation', '--no-index', '-e', $Root)
    & $Python -m compileall -q -j 0 (Join-Path $Venv 'Lib') | Out-Null
    Set-Content -Path $Ready -Value (Get-WantedState)
}

$Desk = Join-Path $Venv 'Scripts\ict-desk.exe'
if ($args.Count -gt 0) { & $Desk @args } else { & $Desk demo }
exit $LASTEXITCODE
