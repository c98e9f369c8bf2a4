# Intune remediation, repair half: puts Claude Desktop's provider right. A second run changes nothing.
#
# Exit code 0: all is well now. 1: something is left, and the last line says what and why.
# For Windows PowerShell 5.1 and later. Run it with the signed-in user's credentials: the profile needs a key or a token that only that user
# can read. As SYSTEM it changes nothing and says so.

# The id of the provider to switch to where another one is active; empty to leave that to the user.
$Provider = ''

# A list of Export-CDProvider to take providers from that are not there yet; empty for none. It holds no keys in clear text.
$ProviderList = ''

# Restart Claude Desktop where that is needed. It quits in front of the user.
$Restart = $false

# 'Auto', 'User' or 'AllUsers'.
$Scope = 'Auto'

$ErrorActionPreference = 'Stop'
$WarningPreference = 'SilentlyContinue'
$ProgressPreference = 'SilentlyContinue'
$ConfirmPreference = 'None'

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

if (Test-RunsForEveryone) {
    Write-LastLine 'nothing repaired: run this with the credentials of the signed-in user, since a profile needs what only that user can read'
    exit 1
}

try {
    Import-Module ClaudeDesktop
    $skipped = @(if ($ProviderList) { Import-CDProvider -LiteralPath $ProviderList | Where-Object { $_.Outcome -eq 'Skipped' } })
    $switched = @(if ($Provider -and (Get-CDProvider -Active).Id -ne $Provider) { Enable-CDProvider -Id $Provider })
    $how = @{}
    if ($Restart) { $how.Restart = $true }
    $results = @(Repair-CDProfile @how)
}
catch {
    Write-LastLine "not repaired: $_"
    exit 1
}

$done = @($switched | ForEach-Object { "switched to $($_.Provider.Id)" }) + @($results | Where-Object { $_.Outcome -eq 'Repaired' } | ForEach-Object { "repaired $($_.Code)" })
$left = @($skipped | ForEach-Object { "skipped $($_.Name): $($_.Reason)" }) +
    @($results | Where-Object { $_.Outcome -like 'Not*' -and $_.Severity -eq 'Error' } | ForEach-Object { "left $($_.Code) - $($_.RecommendedAction)" })
if (-not ($done + $left)) { $done = @('healthy') }
Write-LastLine (($left + $done) -join '; ')
exit $(if ($left) { 1 } else { 0 })
