Describe 'The history of the profile' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        # Keys that went and came again stand last: only their order is another.
        function Get-JsonMember([string] $Json) { ($Json | ConvertFrom-Json).PSObject.Properties | Sort-Object Name | ForEach-Object { "$($_.Name)=$($_.Value | ConvertTo-Json -Depth 9 -Compress)" } }
    }

    BeforeEach {
        $root = New-TestHome -OwnPort
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = New-CDProvider -Name Router -Preset OpenRouter -ApiKey (Get-Key 'sk-other-0123456789abcdef')
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $kimi = [IO.File]::ReadAllText((Get-ProfilePath))
        $null = Enable-CDProvider Router
    }

    It 'lists the states before each switch, the newest first, without a secret' {
        $all = Get-CDProfile -History
        $all.ProviderName | Should -Be Kimi, $null
        $all.Reason | Should -Be Enable, Enable
        $all[0].Next | Should -Be "provider 'router'"
        $all[0].AppliedId | Should -Be 00000000-0000-4000-8000-000000157210
        $all[0].DeploymentMode | Should -Be 3p
        $all[0].CreatedAt | Should -BeGreaterThan (Get-Date).AddMinutes(-5)
        Get-ChildItem (Join-Path $env:CLAUDEDESKTOP_HOME history) | Get-Content -Raw | Should -Not -Match 'sk-|"cd-'
        $all | ConvertTo-Json -Depth 9 | Should -Not -Match 'sk-|"cd-'
    }

    It 'brings a state back, by id or from the pipeline' {
        $result = Get-CDProfile -History | Select-Object -First 1 | Repair-CDProfile -WarningAction Ignore
        $result.Provider.Name | Should -Be Kimi
        $result.RestartRequired | Should -BeTrue
        (Get-CDProvider -Active).Name | Should -Be Kimi
        Get-JsonMember ([IO.File]::ReadAllText((Get-ProfilePath))) | Should -Be (Get-JsonMember $kimi)
        $newest = @(Get-CDProfile -History)[0]
        $newest.Reason | Should -Be BringBack
        $null = Repair-CDProfile -To $newest.Id -WarningAction Ignore
        (Get-CDProvider -Active).Name | Should -Be Router
    }

    It 'changes nothing with -WhatIf, and says what it would bring back' {
        $id = @(Get-CDProfile -History)[0].Id
        $before = Get-Tree $root
        Repair-CDProfile -To $id -WhatIf | Should -BeNullOrEmpty
        Get-Tree $root | Should -Be $before
    }

    It 'warns where the provider was changed since' {
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        Set-CDProvider kimi -Name Moon -WarningAction Ignore
        $null = Repair-CDProfile -To @(Get-CDProfile -History)[0].Id -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings -join ' ' | Should -BeLike '*ProfileDrift*without -To*'
    }

    It 'refuses <Id> with nothing written' -ForEach @(
        @{ Id = 'an unknown id'; Code = 'SnapshotNotFound'; Run = { Repair-CDProfile -To 20260101-000000-99 } }
        @{ Id = 'several at once'; Code = 'MoreThanOneSnapshot'; Run = { Get-CDProfile -History | Repair-CDProfile } }
        @{ Id = 'a provider that is gone'; Code = 'SnapshotUnusable'; Run = { Repair-CDProfile -To @(Get-CDProfile -History)[0].Id } }
    ) {
        Remove-CDProvider Kimi -Confirm:$false
        $before = Get-Tree $root
        try { & $Run } catch { $caught = $_ }
        $caught.FullyQualifiedErrorId | Should -BeLike "$Code,*"
        $caught.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        Get-Tree $root | Should -Be $before
    }

    It 'lists the others where one cannot be read' {
        $all = Get-CDProfile -History
        Set-Content (Join-Path $env:CLAUDEDESKTOP_HOME "history/$($all[0].Id).json") 'not JSON'
        $left = Get-CDProfile -History -ErrorVariable errors -ErrorAction SilentlyContinue
        $left.Id | Should -Be $all[1].Id
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'SnapshotUnusable,*'
    }

    It 'completes the ids, the newest first' {
        $line = 'Repair-CDProfile -To '
        [Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be @(Get-CDProfile -History).Id
    }
}
