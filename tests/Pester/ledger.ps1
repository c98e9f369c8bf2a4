# Ledgers as gateways write them. Each request is a table of what differs from an ordinary one.
function New-TestLedger([string] $Folder = (Join-Path $env:CLAUDEDESKTOP_HOME usage), [datetime] $Begun = [datetime]::UtcNow.AddHours(-1), [string] $Run = '0123abcd', [string] $Machine = 'DESKTOP-1', [object[]] $Request = @(@{}), [switch] $Cut) {
    $Folder = (New-Item -ItemType Directory -Force $Folder).FullName
    $Begun = $Begun.ToUniversalTime()
    $time = { param($seconds) $Begun.AddSeconds($seconds).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture) }
    $number = 0
    $lines = @(
        @{ start = & $time 0; run = $Run; n = 0; version = '0.1.0'; pid = 1; began = & $time 0; mark = 'no-boot:1'; user = 'ada'; machine = $Machine } | ConvertTo-Line start
        foreach ($one in $Request) {
            $number++
            $usual = @{ time = & $time $number; n = $number; id = "req_$Run$number"; provider = 'kimi'; role = 'Sonnet'; asked = 'claude-sonnet-5'; model = 'kimi-k2'; in = 100; out = 10; firstMs = 300; ms = 2000; tries = 1; status = 200; stream = $true; user = 'ada'; machine = $Machine }
            foreach ($name in $one.Keys) { $usual[$name] = $one[$name] }
            $usual | ConvertTo-Line time
        }
        if (-not $Cut) { @{ end = & $time ($number + 1); n = $number } | ConvertTo-Line end }
    )
    $path = Join-Path $Folder "usage-$($Begun.ToString('yyyy-MM-dd-HHmmss', [cultureinfo]::InvariantCulture))-$Run.jsonl"
    [IO.File]::AppendAllText($path, ($lines -join "`n") + "`n")
    $path
}

# What a line is stands in its first member.
filter ConvertTo-Line([string] $First) {
    $ordered = [ordered]@{ $First = $_[$First] }
    foreach ($name in $_.Keys) { if ($name -ne $First) { $ordered[$name] = $_[$name] } }
    $ordered | ConvertTo-Json -Compress
}
