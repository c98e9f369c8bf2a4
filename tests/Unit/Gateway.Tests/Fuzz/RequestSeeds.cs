namespace ClaudeDesktop.Gateway.Tests.Fuzz;

/// <summary>Sound requests to begin with, which together hold every kind of block.</summary>
internal static class RequestSeeds
{
    public static readonly string[] All =
    [
        """
        {"model":"claude-sonnet-5","max_tokens":100,"stream":true,"temperature":0.5,"top_p":0.9,"top_k":3,"stop_sequences":["END","STOP"],
         "metadata":{"user_id":"{\"device_id\":\"d\"}"},"thinking":{"type":"enabled","budget_tokens":5000},"output_config":{"effort":"high","format":{"type":"json_schema","schema":{"type":"object","properties":{"a":{"type":"string"}}}}},
         "system":[{"type":"text","text":"x-anthropic-billing-header: cc_version=2"},{"type":"text","text":"Be kind.","cache_control":{"type":"ephemeral"}}],
         "messages":[{"role":"user","content":"Grüße 🌍"},
          {"role":"system","content":[{"type":"text","text":"Mind the time."}]},
          {"role":"assistant","content":[{"type":"thinking","thinking":"Hm","signature":"cdps.1.chat..c2ln"},{"type":"redacted_thinking","data":"AAAA"},{"type":"text","text":"Two."},{"type":"tool_use","id":"a","name":"look","input":{"n":1.0}},{"type":"tool_use","id":"b","name":"mcp__server__a name with blanks that is longer than sixty-four characters are","input":{}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"b","is_error":true,"content":"boom"},{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"one"},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"AA=="}}]},{"type":"text","text":"And?"}]}],
         "tools":[{"name":"look","description":"Looks","input_schema":{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{"n":{"type":["number","null"],"minimum":0,"exclusiveMinimum":0,"enum":[1,2]}},"required":["n"],"additionalProperties":false}},
          {"name":"mcp__server__a name with blanks that is longer than sixty-four characters are","input_schema":{"type":"object","$defs":{"x":{"type":"string"}},"properties":{"x":{"$ref":"#/$defs/x"},"y":{"anyOf":[{"type":"string"},{"type":"null"}]}}}}],
         "tool_choice":{"type":"tool","name":"look","disable_parallel_tool_use":true}}
        """,
        """
        {"model":"claude-opus-5[1m]","max_tokens":64000,"thinking":{"type":"adaptive","display":"omitted"},"output_config":{"effort":"max"},"context_management":{"edits":[{"type":"clear_thinking_20251015","keep":"all"}]},
         "messages":[{"role":"user","content":[{"type":"text","text":"See"},{"type":"image","source":{"type":"url","url":"https://e.example/x.png"}},{"type":"document","title":"A.pdf","context":"c","citations":{"enabled":true},"source":{"type":"base64","media_type":"application/pdf","data":"JVBE"}},{"type":"document","source":{"type":"text","media_type":"text/plain","data":"plain"}},{"type":"document","source":{"type":"content","content":[{"type":"text","text":"x"}]}},{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"found"}]}]},
          {"role":"assistant","content":[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"q"}},{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://e.example","title":"E","encrypted_content":"x"}]},{"type":"tool_use","id":"s","name":"ToolSearch","input":{}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"s","content":[{"type":"tool_reference","tool_name":"later"}]},{"type":"compaction","content":"so far"}]},
          {"role":"assistant","content":"Prefill"}],
         "tools":[{"name":"ToolSearch","input_schema":{"type":"object"}},{"name":"later","defer_loading":true,"input_schema":{"type":"object","oneOf":[{"required":["a"]},{"required":["b"]}]}},{"type":"web_search_20250305","name":"web_search","max_uses":8}],
         "tool_choice":{"type":"auto"}}
        """,
    ];
}
