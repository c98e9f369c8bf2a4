# A stand-in for Claude Desktop: see tests/Unit/StandInApp. Whoever takes this in has New-TestHome's answer in $root.
$built = $null
if ($IsLinux) {
    $project = Join-Path $PSScriptRoot '../Unit/StandInApp'
    $find = { Get-ChildItem "$project/bin/*/net10.0/StandInApp" -ErrorAction Ignore | Sort-Object LastWriteTime | Select-Object -Last 1 -ExpandProperty DirectoryName }
    $built = & $find
    if (-not $built) {
        $null = dotnet build $project --nologo --verbosity quiet -nodeReuse:false -p:UseSharedCompilation=false
        $built = & $find
    }
    $dotnet = (Get-Item (Get-Command dotnet).Source).ResolveLinkTarget($true)?.DirectoryName ?? (Split-Path (Get-Command dotnet).Source)
}

function New-StandIn([string[]] $Trait, [string] $Name = 'install') {
    $folder = (New-Item -ItemType Directory (Join-Path $root $Name)).FullName
    Copy-Item "$built/StandInApp*" $folder
    Move-Item "$folder/StandInApp" "$folder/claude-desktop"
    $null = New-Item -ItemType SymbolicLink "$folder/dotnet" -Value $dotnet
    Set-Content "$folder/home" $env:CLAUDEDESKTOP_APP_HOME
    foreach ($item in $Trait) { Set-Content "$folder/$item" '' }
    "$folder/claude-desktop"
}
function Start-StandIn([string] $Path) {
    $start = [Diagnostics.ProcessStartInfo]::new($Path)
    $start.RedirectStandardOutput = $start.RedirectStandardInput = $start.RedirectStandardError = $true
    $process = [Diagnostics.Process]::Start($start)
    $process.StandardOutput.ReadLine() | Should -Be ready
    $process.Id
}
function Get-StandIn { Get-Process -Name claude-desktop -ErrorAction Ignore | Where-Object Path -Like "$root/*" }
