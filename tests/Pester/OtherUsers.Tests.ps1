Describe 'Test-CDProfile for other users' {
    BeforeAll {
        . $PSScriptRoot/common.ps1

        # The home of a user whose data and settings lie where they do by default.
        function New-UserHome([switch] $Switched) {
            $null = New-TestHome
            $userHome = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('N')))).FullName
            if ($Switched) {
                $null = New-CDProvider -Name Direct -BaseUri https://api.example.com -Mode Direct -ApiKey (Get-Key)
                $null = Enable-CDProvider Direct -WarningAction Ignore
                $places = if ($IsWindows) { 'AppData/Local/ClaudeDesktop.PS', 'AppData/Local' }
                    elseif ($IsMacOS) { 'Library/Application Support/ClaudeDesktop.PS', 'Library/Application Support' }
                    else { '.local/share/ClaudeDesktop.PS', '.config' }
                foreach ($pair in @($env:CLAUDEDESKTOP_HOME, $places[0]), @($env:CLAUDEDESKTOP_APP_HOME, $places[1])) {
                    $target = New-Item -ItemType Directory -Force (Join-Path $userHome $pair[1])
                    Get-ChildItem -LiteralPath $pair[0] -Force | Copy-Item -Destination $target -Recurse
                }
                if (-not $IsWindows) { chmod -R go= $userHome }
            }
            $null = New-TestHome
            $userHome
        }
        function Get-UserProfilePath($UserHome) { (Get-ChildItem -LiteralPath $UserHome -Recurse -Force -Filter 00000000-0000-4000-8000-000000157210.json).FullName }
    }

    It 'finds their providers, says whose each finding is, and changes nothing' {
        $one = New-UserHome -Switched
        $two = New-UserHome
        $before = Get-Tree $one
        $found = Test-CDProfile -UserProfilePath $one, $two
        $found.Severity | Should -Not -Contain Error
        ($found | Where-Object UserProfilePath -EQ $one).Message | Should -BeLike "*'Direct'*"
        ($found | Where-Object UserProfilePath -EQ $two).Message | Should -BeLike 'No provider is active*'
        Get-Tree $one | Should -Be $before
        (Test-CDProfile).UserProfilePath | Should -BeNullOrEmpty
    }

    It 'finds what is wrong there, and shows no key' {
        $user = New-UserHome -Switched
        $path = Get-UserProfilePath $user
        Set-Content -LiteralPath $path -Value ((Get-Content -LiteralPath $path -Raw).Replace('https://api.example.com', 'https://other.example.com'))
        (Get-Item -LiteralPath $user | Test-CDProfile).Code | Should -Contain BaseUrlMismatch
        $found = $user | Test-CDProfile
        $found.Code | Should -Contain BaseUrlMismatch
        ($found | Where-Object Code -EQ BaseUrlMismatch).Path | Should -Be $path
        $found | Format-List * -Force | Out-String -Width 500 | Should -Not -Match 'sk-secret'
        Test-CDProfile -UserProfilePath $user -Quiet | Should -BeFalse
    }

    It 'gives one bool with -Quiet for all of them' {
        $good = New-UserHome -Switched
        Test-CDProfile -UserProfilePath $good, (New-UserHome) -Quiet | Should -BeTrue
        $bad = New-UserHome -Switched
        Remove-Item -LiteralPath (Get-UserProfilePath $bad)
        @(Test-CDProfile -UserProfilePath $bad, $good -Quiet) | Should -Be @($false)
    }

    It 'says of a folder that is not there that it is nobody''s home, and goes on' {
        $good = New-UserHome -Switched
        $missing = Join-Path $TestDrive nobody
        $found = Test-CDProfile -UserProfilePath $missing, $good -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'UserProfileNotFound,*'
        $errors[0].TargetObject | Should -Be $missing
        $found.UserProfilePath | Select-Object -Unique | Should -Be $good
        Test-CDProfile -UserProfilePath $missing, $good -Quiet -ErrorAction SilentlyContinue | Should -BeFalse
    }

    It 'finds everybody who has a home with -AllUsers' {
        $homes = (Test-CDProfile -AllUsers).UserProfilePath | Select-Object -Unique
        $homes | Should -Not -BeNullOrEmpty
        $homes | ForEach-Object { Test-Path -LiteralPath $_ -PathType Container | Should -BeTrue }
    }
}

Describe 'Get-CDProfile on a machine without a policy' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
    }

    It 'says that nothing decides, and then that the profile does' {
        (Get-CDProfile).Source | Should -Be None
        $null = New-CDProvider -Name Kimi -Preset Kimi -ApiKey (Get-Key)
        $null = Enable-CDProvider Kimi -WarningAction Ignore
        $current = Get-CDProfile
        $current.Source | Should -Be LocalLibrary
        $current.SourceReason | Should -BeLike '*Kimi*'
        $current.Policy.TakesConnectionOver | Should -BeFalse
    }
}
