# Intune remediation, detection half: is Claude Desktop set up with its provider?
#
# Exit code 0: all is well. 1: it is not, and the last line says what is wrong with whom. Nothing is changed.
# For Windows PowerShell 5.1 and later. Choose "64-bit PowerShell" in the portal. With the signed-in user's credentials it looks at that user,
# as SYSTEM at every user of the machine. The ClaudeDesktop module must be installed where that account finds it (-Scope AllUsers).

# The id of the provider that is to be active; empty where any will do, Claude.ai included.
$Provider = ''

# 'Auto', 'User' or 'AllUsers'.
$Scope = 'Auto'

# With AllUsers: only these home folders; empty for every one on the machine.
$UserProfilePath = @()

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'

# The portal shows the last line, 2,048 characters of it, and garbles what is not ASCII.
function Write-LastLine([string] $Text) {
    $line = 'ClaudeDesktop: ' + ($Text -replace '\s+', ' ' -replace '[^\x20-\x7E]', '?')
    if ($line.Length -gt 2048) { $line = $line.Substring(0, 2045) + '...' }
    Write-Output $line
}

function Test-RunsForEveryone {
    if ($Scope -ne 'Auto') { return $Scope -eq 'AllUsers' }
    if ($PSVersionTable.PSVersion.Major -lt 6 -or $IsWindows) { return [Security.Principal.WindowsIdentity]::GetCurrent().IsSystem }
    (id -u) -eq '0'
}

function Format-Finding($Finding) {
    $who = if ($Finding.UserProfilePath) { ' (' + (Split-Path -Leaf $Finding.UserProfilePath) + ')' }
    "$($Finding.Code)$who - $($Finding.RecommendedAction)"
}

try {
    Import-Module ClaudeDesktop
    $findings = if (-not (Test-RunsForEveryone)) { Test-CDProfile }
    elseif ($UserProfilePath) { Test-CDProfile -UserProfilePath $UserProfilePath }
    else { Test-CDProfile -AllUsers }
    $wrong = @($findings | Where-Object { $_.Severity -eq 'Error' } | ForEach-Object { Format-Finding $_ })
    if ($Provider -and -not (Test-RunsForEveryone)) {
        $active = Get-CDProvider -Active
        if ($active.Id -ne $Provider) { $wrong = @("ProviderNotActive - $($active.Id) is active, not $Provider") + $wrong }
    }
}
catch {
    Write-LastLine "not tested: $_"
    exit 1
}

if ($wrong.Count -eq 0) {
    Write-LastLine 'healthy'
    exit 0
}
Write-LastLine ($wrong -join '; ')
exit 1
