# The scripts for Intune, Jamf and cron, run as those run them: a shell of its own, judged by its exit code and its last line.
Describe 'The examples for rollout' {
    BeforeDiscovery { $notUnix = $IsWindows }
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $examples = Convert-Path $PSScriptRoot/../../examples
        $shell = (Get-Process -Id $PID).Path
        $modulePath = $env:PSModulePath
        $path = $env:PATH
        $env:PSModulePath = Split-Path (Split-Path (Split-Path $env:CLAUDEDESKTOP_TEST_MODULE))
        $env:PATH = (Split-Path $shell) + [IO.Path]::PathSeparator + $env:PATH

        # With settings at its top changed, as an admin changes them.
        function Invoke-Example([string] $Name, [hashtable] $Setting = @{}, [string[]] $Arguments = @()) {
            $text = Get-Content -LiteralPath "$examples/$Name" -Raw
            foreach ($item in $Setting.GetEnumerator()) {
                $pattern = "(?m)^\`$$($item.Key) = .*$"
                $text | Should -Match $pattern
                $text = $text -replace $pattern, "`$$($item.Key) = $($item.Value)"
            }
            $script = Join-Path $TestDrive "$([guid]::NewGuid().ToString('N'))-$(Split-Path -Leaf $Name)"
            [IO.File]::WriteAllText($script, $text)
            $errors = "$script.errors"
            $said = if ($Name -like '*.ps1') { & $shell -NoProfile -NonInteractive -File $script @Arguments 2> $errors }
            else { sh $script @Arguments 2> $errors }
            @{ Code = $LASTEXITCODE; Lines = @($said); Last = @($said)[-1]; Errors = "$(Get-Content -LiteralPath $errors -Raw -ErrorAction Ignore)" }
        }
        function Set-Wrong { Remove-Item -LiteralPath (Get-ProfilePath) }
    }

    AfterAll {
        $env:PSModulePath = $modulePath
        $env:PATH = $path
    }

    BeforeEach {
        $null = New-TestHome
        $null = New-CDProvider -Name Direct -Mode Direct -BaseUri https://api.example.com -ApiKey (Get-Key)
        $null = Enable-CDProvider Direct -WarningAction Ignore
    }

    Context 'Intune' {
        It 'detects nothing where all is well' {
            $found = Invoke-Example intune/Detect-ClaudeProvider.ps1 @{ Scope = "'User'" }
            $found.Last | Should -Be 'ClaudeDesktop: healthy'
            $found.Code | Should -Be 0
            $found.Errors | Should -BeNullOrEmpty
        }

        It 'detects what is wrong, repairs it, and detects nothing again' {
            Set-Wrong
            $found = Invoke-Example intune/Detect-ClaudeProvider.ps1 @{ Scope = "'User'" }
            $found.Code | Should -Be 1
            $found.Last | Should -BeLike 'ClaudeDesktop: ProfileMissing - *Repair-CDProfile*'
            $found.Errors | Should -BeNullOrEmpty
            $repaired = Invoke-Example intune/Repair-ClaudeProvider.ps1 @{ Scope = "'User'" }
            $repaired.Last | Should -BeLike 'ClaudeDesktop: repaired ProfileMissing*'
            $repaired.Code | Should -Be 0
            $repaired.Errors | Should -BeNullOrEmpty
            (Invoke-Example intune/Repair-ClaudeProvider.ps1 @{ Scope = "'User'" }).Last | Should -Be 'ClaudeDesktop: healthy'
            (Invoke-Example intune/Detect-ClaudeProvider.ps1 @{ Scope = "'User'" }).Code | Should -Be 0
        }

        It 'says what a repair leaves, and fails' {
            [IO.File]::WriteAllText((Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/claude_desktop_config.json'), '{ broken')
            $left = Invoke-Example intune/Repair-ClaudeProvider.ps1 @{ Scope = "'User'" }
            $left.Code | Should -Be 1
            $left.Last | Should -BeLike 'ClaudeDesktop: left ProfileUnreadable*'
        }

        It 'brings providers by a list, and switches to the one that is named' {
            $list = Join-Path $TestDrive 'fleet.json'
            $null = New-CDProvider -Name Fleet -Mode Mapped -ApiFormat OpenAIChat -BaseUri http://127.0.0.1:8080/v1 -AuthScheme None -Route (New-CDModelRoute Sonnet qwen3)
            Export-CDProvider -Name Fleet -Path $list
            Remove-CDProvider Fleet -Confirm:$false
            $found = Invoke-Example intune/Detect-ClaudeProvider.ps1 @{ Scope = "'User'"; Provider = "'fleet'" }
            $found.Code | Should -Be 1
            $found.Last | Should -BeLike '*ProviderNotActive - direct is active, not fleet*'
            $said = Invoke-Example intune/Repair-ClaudeProvider.ps1 @{ Scope = "'User'"; Provider = "'fleet'"; ProviderList = "'$list'" }
            $said.Last | Should -BeLike '*switched to fleet*'
            (Get-CDProvider -Active).Id | Should -Be fleet
            $said.Last | Should -BeLike '*left GatewayNotRunning*Start-CDGateway*'
            $said.Code | Should -Be 1
        }

        It 'looks as SYSTEM at every user, and repairs nobody' {
            $user = Join-Path $TestDrive 'Åda'
            $null = New-Item -ItemType Directory $user
            $both = @{ Scope = "'AllUsers'"; UserProfilePath = "'$user', '$(Join-Path $TestDrive nobody)'" }
            $found = Invoke-Example intune/Detect-ClaudeProvider.ps1 $both
            $found.Code | Should -Be 1
            $found.Last | Should -BeLike 'ClaudeDesktop: *nobody*'
            $before = Get-Tree $env:CLAUDEDESKTOP_APP_HOME
            $repaired = Invoke-Example intune/Repair-ClaudeProvider.ps1 @{ Scope = "'AllUsers'" }
            $repaired.Code | Should -Be 1
            $repaired.Last | Should -BeLike '*nothing repaired*signed-in user*'
            Get-Tree $env:CLAUDEDESKTOP_APP_HOME | Should -Be $before
        }

        It 'says in one line of ASCII, however much is wrong, that it does not fit' {
            $homes = 1..60 | ForEach-Object { "'" + (Join-Path $TestDrive "ни-кто-$_") + "'" }
            $found = Invoke-Example intune/Detect-ClaudeProvider.ps1 @{ Scope = "'AllUsers'"; UserProfilePath = $homes -join ', ' }
            $found.Code | Should -Be 1
            $found.Last.Length | Should -BeLessOrEqual 2048
            $found.Last | Should -Match '^[\x20-\x7E]+$'
        }

        It 'fails with a reason where the module is not installed' {
            $there = $env:PSModulePath
            $env:PSModulePath = $TestDrive
            try {
                foreach ($name in 'Detect', 'Repair') {
                    $said = Invoke-Example "intune/$name-ClaudeProvider.ps1" @{ Scope = "'User'" }
                    $said.Code | Should -Be 1
                    $said.Last | Should -BeLike 'ClaudeDesktop: not *ClaudeDesktop*'
                }
            }
            finally { $env:PSModulePath = $there }
        }

        It 'is text that Windows PowerShell 5.1 reads: <_>' -ForEach 'Detect', 'Repair' {
            $file = "$examples/intune/$_-ClaudeProvider.ps1"
            [IO.File]::ReadAllBytes($file).Where({ $_ -gt 126 }) | Should -BeNullOrEmpty
            (Get-Item $file).Length | Should -BeLessThan 200KB
            $tokens = $errors = $null
            $tree = [Management.Automation.Language.Parser]::ParseFile($file, [ref] $tokens, [ref] $errors)
            $errors | Should -BeNullOrEmpty
            $new = 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket', 'AndAnd', 'OrOr'
            $tokens.Kind | Where-Object { $_ -in $new } | Should -BeNullOrEmpty
            $tree.FindAll({ $args[0] -is [Management.Automation.Language.TernaryExpressionAst] }, $true) | Should -BeNullOrEmpty
        }
    }

    Context 'Jamf' -Skip:$notUnix {
        It 'reports every user of the machine as an attribute' {
            $found = Invoke-Example jamf/claude-provider-attribute.sh
            $found.Code | Should -Be 0
            ([xml] $found.Last).result | Should -Not -BeNullOrEmpty
            $found.Last | Should -Not -Match 'not tested'
        }

        It 'repairs for the user who is signed in, and switches to the provider that is named' {
            $null = New-CDProvider -Name Other -Mode Direct -BaseUri https://other.example.com -ApiKey (Get-Key)
            Set-Wrong
            $said = Invoke-Example jamf/repair-claude-provider.sh -Arguments '/', 'mac', (id -un)
            $said.Last | Should -BeLike 'ClaudeDesktop: repaired ProfileMissing*'
            $said.Code | Should -Be 0
            (Invoke-Example jamf/repair-claude-provider.sh -Arguments '/', 'mac', (id -un), 'other').Last | Should -Be 'ClaudeDesktop: healthy'
            (Get-CDProvider -Active).Id | Should -Be other
        }

        It 'takes a provider''s name for a name, and does nothing where nobody is signed in' {
            $said = Invoke-Example jamf/repair-claude-provider.sh -Arguments '/', 'mac', (id -un), "x'; 'got in'; '"
            $said.Code | Should -Be 1
            $said.Last | Should -BeLike 'ClaudeDesktop: not repaired:*'
            $said.Lines | Should -Not -Contain 'got in'
            (Invoke-Example jamf/repair-claude-provider.sh -Arguments '/', 'mac', '').Last | Should -BeLike '*nobody is signed in*'
        }
    }

    Context 'cron' -Skip:$notUnix {
        It 'is silent where nothing is wrong, and tells what it repaired' {
            Set-Wrong
            $said = Invoke-Example cron/repair-claude-provider.sh
            $said.Code | Should -Be 0
            $said.Lines | Should -BeLike 'Repaired ProfileMissing*'
            $again = Invoke-Example cron/repair-claude-provider.sh
            $again.Lines | Should -BeNullOrEmpty
            $again.Code | Should -Be 0
        }

        It 'tells what is left, and fails' {
            [IO.File]::WriteAllText((Join-Path $env:CLAUDEDESKTOP_APP_HOME 'Claude-3p/claude_desktop_config.json'), '{ broken')
            $said = Invoke-Example cron/repair-claude-provider.sh
            $said.Code | Should -Be 1
            $said.Last | Should -BeLike 'Left ProfileUnreadable*'
        }
    }
}
