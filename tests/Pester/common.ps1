Import-Module $env:CLAUDEDESKTOP_TEST_MODULE -ErrorAction Stop
$PSStyle.OutputRendering = 'PlainText'

function New-TestHome([string] $Root = (Join-Path $TestDrive ([guid]::NewGuid().ToString('N')))) {
    $env:CLAUDEDESKTOP_HOME = Join-Path $Root 'data'
    $env:CLAUDEDESKTOP_APP_HOME = Join-Path $Root 'app'
    $Root
}

function Get-Key([string] $Text = 'sk-secret-0123456789abcdef') { ConvertTo-SecureString $Text -AsPlainText -Force }

function Get-Tree([string] $Root) {
    Get-ChildItem -LiteralPath $Root -Recurse -Force -ErrorAction Ignore | Sort-Object FullName | ForEach-Object {
        "$($_.FullName) $(if (-not $_.PSIsContainer) { (Get-FileHash -LiteralPath $_.FullName).Hash })"
    }
}

function Get-ProfilePath { Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/configLibrary/00000000-0000-4000-8000-000000157210.json' }
