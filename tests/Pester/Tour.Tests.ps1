# docs/tour.md is a recording: this runs its commands in one shell and compares what they print. CLAUDEDESKTOP_WRITE_DOCS=1 records it anew.
BeforeDiscovery {
    $python = Get-Command python3, python -CommandType Application -ErrorAction Ignore | Where-Object { & $_ -c 'import sqlite3' 2>$null; $LASTEXITCODE -eq 0 }
    $canRun = $IsLinux -and $python
}

Describe 'The tour' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        . $PSScriptRoot/upstream.ps1
        . $PSScriptRoot/standin.ps1
        . $PSScriptRoot/examples.ps1
        . $PSScriptRoot/tour.ps1
        $pagePath = Join-Path $PSScriptRoot '../../docs/tour.md'
        $page = (Get-Content -Raw -LiteralPath $pagePath) -replace '\r\n', "`n"
        $steps = @(Get-TourStep $page)
    }

    It 'walks through every command of the README''s ten minutes, or says why not' {
        $readme = Get-Content -Raw -LiteralPath (Join-Path $PSScriptRoot '../../README.md')
        $minutes = [regex]::Match($readme, '(?ms)^## Ten minutes\r?\n(.*?)^## ').Groups[1].Value
        $promised = @([regex]::Matches($minutes, '(?ms)^```powershell\r?\n(.*?)^```').ForEach{ Get-TourStatement $_.Groups[1].Value })
        $promised.Count | Should -BeGreaterThan 20
        $walked = @(Get-TourStatement ($steps.Code -join "`n"))
        $named = [regex]::Match($page, '(?ms)^## What the tour leaves out\n(.*)').Groups[1].Value
        $promised | Where-Object { $_ -notin $walked -and -not $named.Contains("``$_``") } | Should -BeNullOrEmpty
        $promised | Where-Object { $_ -in $walked -and $named.Contains("``$_``") } | Should -BeNullOrEmpty -Because 'what is walked is not left out'
    }

    It 'shows what its commands print' -Skip:(-not $canRun) {
        $root = New-TestHome -OwnPort
        $work = (New-Item -ItemType Directory "$root/work").FullName
        Push-Location $work
        . $worlds.ClaudeCode
        . $worlds.CcSwitch
        Pop-Location
        $null = New-Item -ItemType Directory "$root/.cc-switch"
        Move-Item "$work/cc-switch.db" "$root/.cc-switch"
        $upstream = Start-TestUpstream @{ '/v1/chat/completions' = @{ Events = $chatEvents } }
        $gatewayPort = (Get-Content -Raw (Join-Path $env:CLAUDEDESKTOP_HOME providers.json) | ConvertFrom-Json).gateway.port
        $env:CLAUDEDESKTOP_APP_PATH = New-StandIn
        $null = Start-StandIn $env:CLAUDEDESKTOP_APP_PATH

        $vendor = 'http://127.0.0.1:1234'
        ConvertTo-Json @($steps.Code.ForEach{ $_.Replace($vendor, $upstream.Root) }) | Set-Content "$root/blocks.json"
        $mark = [guid]::NewGuid().ToString('N')
        $start = [Diagnostics.ProcessStartInfo]::new((Get-Process -Id $PID).Path)
        '-NoProfile', '-File', "$PSScriptRoot/tour-shell.ps1", $env:CLAUDEDESKTOP_TEST_MODULE, "$root/blocks.json", $mark | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.WorkingDirectory = $work
        $start.RedirectStandardOutput = $start.RedirectStandardError = $start.RedirectStandardInput = $true
        # A machine without a desktop: it has no keyring, and nobody set up anything.
        foreach ($name in @($start.Environment.Keys | Where-Object { $_ -like 'XDG_*' -or $_ -in 'DBUS_SESSION_BUS_ADDRESS', 'CLAUDEDESKTOP_SECRET_STORE' })) { $null = $start.Environment.Remove($name) }
        $start.Environment['HOME'] = $root
        $start.Environment['OPENAI_API_KEY'] = 'sk-secret-0123456789abcdef'
        try {
            $shell = [Diagnostics.Process]::Start($start)
            $shell.StandardInput.Close()
            $said = $shell.StandardOutput.ReadToEndAsync()
            $cried = $shell.StandardError.ReadToEndAsync()
            $shell.WaitForExit(240000) | Should -BeTrue -Because 'the tour comes to an end'
        }
        finally {
            if (-not $shell.HasExited) { $shell.Kill($true) }
            Stop-TestUpstream $upstream
            Get-StandIn | Stop-Process -Force -ErrorAction Ignore
            $env:CLAUDEDESKTOP_APP_PATH = $null
        }

        $here = [ordered]@{
            $upstream.Root              = $vendor
            "$gatewayPort"              = '15721'
            $env:CLAUDEDESKTOP_HOME     = '~/.local/share/ClaudeDesktop.PS'
            $env:CLAUDEDESKTOP_APP_HOME = '~/.config'
            $env:CLAUDE_CONFIG_DIR      = '~/.claude'
            "$root/install"             = '/usr/lib/claude-desktop'
            $work                       = '~/work'
            $root                       = '~'
        }
        $cried.Result | Should -BeNullOrEmpty
        $parts = $said.Result -split "(?m)^$mark\d+\r?\n"
        $parts[0].Trim() | Should -BeNullOrEmpty
        $shown = @($parts | Select-Object -Skip 1 | ForEach-Object { ConvertTo-TourText $_ $here })
        $shown.Count | Should -Be $steps.Count
        $said.Result | Should -Not -Match '0123456789abcdef' -Because 'a secret is shown to nobody'

        if ($env:CLAUDEDESKTOP_WRITE_DOCS -eq '1') { Set-Content -LiteralPath $pagePath -NoNewline -Value (Set-TourShown $page $shown) }
        for ($i = 0; $env:CLAUDEDESKTOP_WRITE_DOCS -ne '1' -and $i -lt $shown.Count; $i++) {
            Compress-TourText $shown[$i] | Should -Be (Compress-TourText $steps[$i].Shown) -Because "docs/tour.md shows what '$($steps[$i].Code)' prints: CLAUDEDESKTOP_WRITE_DOCS=1 pwsh -File build.ps1 -Task Test -Filter Tour records it anew"
        }
    }
}
