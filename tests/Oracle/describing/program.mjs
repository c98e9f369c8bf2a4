// The vendors' declarations, as the TypeScript compiler understands them.
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOTS = fileURLToPath(new URL('requests.ts', import.meta.url));

export function declarations() {
    const program = ts.createProgram([ROOTS], {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        types: [],
        target: ts.ScriptTarget.ES2023,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.asynciterable.d.ts'],
    });
    const source = program.getSourceFile(ROOTS);
    const complaints = program.getSemanticDiagnostics(source);
    if (complaints.length > 0) throw new Error(ts.formatDiagnostics(complaints, ts.createCompilerHost({})));
    const checker = program.getTypeChecker();
    const named = new Map(
        checker
            .getExportsOfModule(checker.getSymbolAtLocation(source))
            .map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
    );
    return { checker, named };
}
