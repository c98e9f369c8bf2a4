# docs/tour.md, as its test runs and writes it: a block of commands in PowerShell, and after it a block of text with what they print.
$fence = [regex] '(?ms)^```powershell\n(?<code>.*?)^```\n(?:\n```text\n(?<shown>.*?)^```\n)?'

function Get-TourStep([string] $Page) {
    foreach ($match in $fence.Matches($Page)) { [pscustomobject]@{ Code = $match.Groups['code'].Value.TrimEnd(); Shown = $match.Groups['shown'].Value.TrimEnd() } }
}

# The page with other answers.
function Set-TourShown([string] $Page, [string[]] $Shown) {
    $script:step = 0
    $fence.Replace($Page, {
            param($match)
            $text = $Shown[$script:step++]
            "``````powershell`n$($match.Groups['code'].Value)```````n$(if ($text) { "`n``````text`n$text`n```````n" })"
        })
}

# Statements without comments, each on a line of its own.
function Get-TourStatement([string] $Code) {
    [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $null).EndBlock.Statements.ForEach{ $_.Extent.Text -replace '\s+', ' ' }
}

# What differs from one run to the next, by what stands for it on the page.
$stable = [ordered]@{
    '\b\d{8}-\d{6}(-\d{3})?\b'                                            = '20260102-030405'
    '\b\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d:\d\d( [AP]M)?( [+-]\d\d:\d\d)?' = '01/02/2026 03:04:05 +00:00'
    '\b\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d\d(?!:)( [AP]M)?'                  = '01/02/2026 03:04'
    '\b\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?'                                 = '2026-01-02 03:04'
    '(?<=True +)\d+(?= +01/02/2026)|(?<=15721 +)\d+(?= +\d+ )'            = '47110'
    '(?<=^-rw-------) +\S+ +\S+ +01/02/2026 03:04 +\d+'                   = '    ben  ben      01/02/2026 03:04             4711'
    '\b\d+(\.\d+)?(?= +real-chat)'                                        = '12.3'
    '\b\d\d:\d\d:\d\d(\.\d+)?\b'                                          = '03:04:05'
    '\breq_\w+'                                                           = 'req_0a1b2c3d4e5f'
    '(?<= )/\S+…$'                                                        = '/usr/lib/claude-desktop/claude-desktop'
}
function ConvertTo-TourText([string] $Text, [Collections.IDictionary] $Here) {
    foreach ($from in $Here.Keys) { $Text = $Text.Replace($from, $Here[$from]) }
    foreach ($pattern in $stable.Keys) { $Text = $Text -creplace "(?m)$pattern", $stable[$pattern] }
    ($Text -split '\r?\n').ForEach{ $_.TrimEnd() } -join "`n" -replace '\A\n+|\n+\z'
}

# Columns are as wide as this machine's paths.
function Compress-TourText([string] $Text) { $Text -replace '-{2,}', '--' -replace '[ \t]+', ' ' -replace '(?m)^ | $' }
