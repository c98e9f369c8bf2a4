# The shell of docs/tour.md: runs blocks of commands, a JSON list of them, one after the other, and prints before each a line with its number.
# What it prints is what somebody would see who types keys when asked for them, and says yes.
param([string] $Module, [string] $Blocks, [string] $Mark)

$PSStyle.OutputRendering = 'PlainText'
$ProgressPreference = 'Ignore'
$ConfirmPreference = 'None'
Import-Module $Module -ErrorAction Stop
function Read-Host { param([switch] $AsSecureString) ConvertTo-SecureString 'sk-secret-0123456789abcdef' -AsPlainText -Force }

$tourStep = 0
foreach ($tourBlock in Get-Content -Raw -LiteralPath $Blocks | ConvertFrom-Json) {
    [Console]::Out.WriteLine("$Mark$tourStep")
    # A record of a request is there before somebody could have typed the question for it.
    for ($i = 0; $tourBlock -like 'Receive-Job*' -and $i -lt 600 -and -not (Get-Job).Where{ $_.Output.Count -gt 0 }; $i++) { Start-Sleep -Milliseconds 50 }
    . ([scriptblock]::Create($tourBlock)) 2>&1 | Out-String -Stream -Width 120 | ForEach-Object { [Console]::Out.WriteLine($_) }
    $tourStep++
}
