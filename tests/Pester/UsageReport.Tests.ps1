Describe 'Export-CDUsageReport' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/ledger.ps1
        function Read-Figure([string] $Path, [string] $Name) {
            [decimal]::Parse(([regex]::Match((Get-Content -LiteralPath $Path -Raw), "id=`"sum-$Name`" value=`"([^`"]*)`"")).Groups[1].Value, [cultureinfo]::InvariantCulture)
        }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        $page = Join-Path $root page.html
    }

    It 'writes a page whose figures are those of Get-CDUsage, which the user alone can read' {
        $null = New-TestLedger -Request @{ cost = 0.25; cacheRead = 50 }, @{ model = 'qwen3' }, @{ status = 529; error = 'overloaded_error'; in = 0; out = 0 }
        $file = Export-CDUsageReport $page
        $file | Should -BeOfType IO.FileInfo
        $file.FullName | Should -Be $page
        if (-not $IsWindows) { (Get-Item $page).UnixFileMode | Should -Be ([IO.UnixFileMode] 'UserRead, UserWrite') }
        $sum = Get-CDUsage
        Read-Figure $page cost | Should -Be $sum.Cost
        Read-Figure $page tokens | Should -Be $sum.TotalTokens
        Read-Figure $page requests | Should -Be 3
        Read-Figure $page failed | Should -Be $sum.Errors
        $text = Get-Content $page -Raw
        $text | Should -BeLike '*1 request without a known price*'
        $text | Should -BeLike '*overloaded_error*'
        $text | Should -BeLike "*with ClaudeDesktop $((Get-Module ClaudeDesktop).Version).*"
    }

    It 'takes the requests that are wanted, also through a pipeline' {
        $null = New-TestLedger -Begun '2026-11-10T12:00:00Z' -Request @{}, @{ provider = 'other' }, @{ status = 500; error = 'api_error' }
        Read-Figure (Export-CDUsageReport $page -Provider other) requests | Should -Be 1
        Read-Figure (Export-CDUsageReport $page -Force -Failed) requests | Should -Be 1
        Read-Figure (Export-CDUsageReport $page -Force -Since 2026-11-10T12:00:02Z -Until 2026-11-10T12:00:03Z) requests | Should -Be 1
        Read-Figure (Get-CDRequest | Export-CDUsageReport $page -Force) requests | Should -Be 3
        Read-Figure (Get-CDRequest | Where-Object Provider -EQ kimi | Export-CDUsageReport -OutFile $page -Force) requests | Should -Be 2
        Read-Figure (Get-CDRequest | Export-CDUsageReport $page -Force -Provider other) requests | Should -Be 1
    }

    It 'puts the ledgers of several machines on one page' {
        $folder = Join-Path $root collected
        $null = New-TestLedger -Folder "$folder/one" -Machine ONE -Run aaaaaaaa
        $null = New-TestLedger -Folder "$folder/two" -Machine TWO -Run bbbbbbbb
        $null = Export-CDUsageReport $page -Path "$folder/*"
        Read-Figure $page requests | Should -Be 2
        Get-Content $page -Raw | Should -BeLike '*By machine*ONE*'
    }

    It 'says on an empty page that there was nothing, and on another what is missing' {
        $null = Export-CDUsageReport $page
        Get-Content $page -Raw | Should -BeLike '*No requests*'
        $null = New-TestLedger -Cut
        $null = Export-CDUsageReport $page -Force -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*cut short*'
        Get-Content $page -Raw | Should -BeLike '*1 run of a gateway was cut short*'
    }

    It 'does no harm with a name that is a script' {
        $null = New-TestLedger -Request @{ model = '<script>alert(1)</script>'; session = '"><img src=x>' }
        $text = Get-Content (Export-CDUsageReport $page) -Raw
        [regex]::Matches($text, '<script').Count | Should -Be 1
        $text | Should -Not -BeLike '*<img*'
        $text | Should -BeLike "*Content-Security-Policy`" content=`"default-src &#39;none&#39;;*"
    }

    It 'replaces no file unless it is told to, and writes nothing on -WhatIf' {
        Set-Content $page mine
        { Export-CDUsageReport $page -ErrorAction Stop } | Should -Throw -ErrorId 'ExportTargetExists,*'
        $null = Export-CDUsageReport $page -Force -WhatIf
        Get-Content $page | Should -Be mine
        $other = Join-Path $root other.html
        Export-CDUsageReport $other -WhatIf | Should -BeNullOrEmpty
        Test-Path $other | Should -BeFalse
        (Export-CDUsageReport $page -Force).Length | Should -BeGreaterThan 5000
    }

    It 'finds its file from the current folder' {
        Push-Location $root
        try { (Export-CDUsageReport here.html).FullName | Should -Be (Join-Path $root here.html) }
        finally { Pop-Location }
    }
}
