// The protocol's library (vscode-languageserver and what it is made of) as modules, for the server's bundle: an esbuild plugin for scripts/build.mjs.
//
// TypeScript wrote the library as CommonJS, of which esbuild has to keep everything: each file with its helpers, and every name handed through four
// tables of getters when the server starts. What it wrote is regular enough to be written back as modules; then what SQL has no use for is left out,
// such as notebooks and call hierarchies, and names are no look-ups. A file that is not of the known shape fails the build.
import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { basename } from 'node:path';

/** The parts of the library for what the server does not do, which its connection would set up all the same. */
const unused = {
  ...Object.fromEntries(
    [
      'callHierarchy',
      'diagnostic',
      'fileOperations',
      'inlineCompletion',
      'inlineValue',
      'moniker',
      'textDocumentContent',
      'typeHierarchy',
    ].map(name => [`${name}.js`, `export const ${name[0].toUpperCase()}${name.slice(1)}Feature = Base => Base;`]),
  ),
  'notebook.js': 'export const NotebookSyncFeature = Base => Base;\nexport class NotebookDocuments {}',
};

export const protocolAsModules = {
  name: 'protocol-as-modules',
  setup(build) {
    const files = /vscode-(?:languageserver|languageserver-protocol|jsonrpc)[\\/]lib[\\/](?:common|node)[\\/](?:utils[\\/])?[\w.$]+\.js$/;
    build.onLoad({ filter: files }, ({ path }) => ({
      contents: unused[basename(path)] ?? asModule(readFileSync(path, 'utf8'), path),
      loader: 'js',
    }));
    // Written as modules already, beside what is found first.
    build.onResolve({ filter: /^vscode-languageserver-types$/ }, ({ path, resolveDir }) => ({
      path: createRequire(`${resolveDir}/x.js`).resolve(path).replace('umd', 'esm'),
    }));
    build.onLoad({ filter: /vscode-languageserver-types[\\/]lib[\\/]esm[\\/]main\.js$/ }, ({ path }) => ({
      contents: pureNamespaces(readFileSync(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** A file of TypeScript's CommonJS as a module. */
function asModule(source, path) {
  const modules = new Map();
  const exported = new Set();
  for (const [, name, , module] of source.matchAll(requires)) modules.set(name, module);
  let contents = pureNamespaces(
    source
      .replace('"use strict";', '')
      .replace(/^var (__\w+) = \(this && this\.\1\) \|\| [\s\S]*?^\}\S*;$/gm, '')
      .replace(/^Object\.defineProperty\(exports, "__esModule".*$/m, '')
      .replace(/^(?:exports\.\w+ = )+void 0;$/gm, '')
      .replace(requires, (_, name, _helper, module) => (isBuiltin(module) ? '' : `import * as ${name} from '${module}';`))
      .replace(/^__exportStar\(require\("(.+)"\), exports\);$/gm, "export * from '$1';")
      .replace(
        /^Object\.defineProperty\(exports, "(\w+)", \{ enumerable: true, get: function \(\) \{ return (\w+)\.(\w+); \} \}\);$/gm,
        (_, name, from, inner) => `export { ${inner} as ${name} } from '${modules.get(from)}';`,
      )
      .replace(/^\}\)\((\w+) \|\| \(exports\.\1 = \1 = \{\}\)\);$/gm, (_, name) => {
        exported.add(name);
        return `})(${name} || (${name} = {}));`;
      })
      .replace(/^exports\.(\w+) = \1;$/gm, (_, name) => {
        exported.add(name);
        return '';
      })
      .replace(/^exports\.default = (\w+);$/gm, 'export { $1 as default };')
      .replace(/^exports\.(\w+) = (\w+)(\.default)?;$/gm, 'const $1 = $2$3;\nexport { $1 };')
      .replace(/^exports\.(\w+) = /gm, 'export const $1 = ')
      .replace(/\bexports\.(?=\w)/g, ''),
  );
  if (/\bexports\b|\brequire\(|this\.__/.test(contents)) throw new Error(`${path} is not the CommonJS that TypeScript writes`);
  // Parts of Node are read when they are used: most of what needs them is for pipes, sockets and child processes.
  for (const [name, module] of modules)
    if (isBuiltin(module)) contents = contents.replaceAll(new RegExp(`\\b${name}\\.`, 'g'), `require('${module}').`);
  const end = exported.size > 0 ? `export { ${[...exported].join(', ')} };\n` : '';
  return contents + end;
}

const requires = /^(?:const|var) (\w+) = (__import(?:Star|Default)\()?require\("(.+?)"\)\)?;$/gm;

/** Namespaces that nobody names are left out. */
const pureNamespaces = source =>
  source.replace(
    /^(export )?var (\w+);\n((?:\/\*\*(?:(?!\*\/)[\s\S])*?\*\/\n)?)\(function \(\2\) \{\n([\s\S]*?)\n\}\)\(\2 \|\| \(\2 = \{\}\)\);/gm,
    '$1var $2 = /* @__PURE__ */ (function ($2) {\n$4\nreturn $2;\n})({});',
  );
