Describe 'Routes and presets' {
    BeforeAll {
        . $PSScriptRoot/common.ps1
        $null = New-TestHome
    }

    It 'a route takes the role''s own id unless another is given' {
        (New-CDModelRoute -Role Opus -Model big-one).RouteId | Should -Be claude-opus-5
        (New-CDModelRoute -Role Opus -Model big-one -RouteId claude-opus-9).RouteId | Should -Be claude-opus-9
    }

    It 'a mark at the model''s end stands for the long context' -ForEach 'deepseek-v4-pro[1M]', 'deepseek-v4-pro[1m]', 'deepseek-v4-pro [1M]' {
        $route = New-CDModelRoute Sonnet $_
        $route.Model | Should -Be deepseek-v4-pro
        $route.Supports1M | Should -BeTrue
    }

    It 'routes are made of the columns of a table' {
        $routes = "Role,Model,DisplayName`nSonnet,a,Fast`nOpus,b," | ConvertFrom-Csv | New-CDModelRoute
        $routes.Role | Should -Be Sonnet, Opus
        $routes[0].DisplayName | Should -Be Fast
        $routes[1].DisplayName | Should -BeNullOrEmpty
    }

    It 'a provider takes routes as hashtables too' {
        $added = New-CDProvider -Name Local -BaseUri http://127.0.0.1:1234 -AuthScheme None -Route @{ Role = 'Sonnet'; Model = 'x' }
        $added.Mode | Should -Be Mapped
        $added.Routes[0].RouteId | Should -Be claude-sonnet-5
    }

    It 'presets are found with wildcards' {
        (Get-CDPreset open*).Name | Should -Be OpenRouter, OpenAI
        { Get-CDPreset nothing -ErrorAction Stop } | Should -Throw -ErrorId 'PresetNotFound,*'
    }
}
