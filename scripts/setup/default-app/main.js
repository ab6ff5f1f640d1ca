'use strict';
/*
 * What `electron <folder>` needs: the stand-in runtime comes without Electron's own default app, so this one loads the
 * program that the command line names, in the way Electron's own does. Understands `-r module` and `--version`.
 */
const { app } = require('electron');
const { readFileSync, statSync } = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const { file, modules, version } = readCommandLine(process.argv.slice(1));

if (version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
for (const name of modules) Module._load(path.resolve(name), null, false);
if (!file) {
  process.stderr.write('electron: name the folder of the app to start\n');
  process.exit(1);
}
start(path.resolve(file));

function readCommandLine(args) {
  const modules = [];
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--version' || args[i] === '-v') return { modules, version: true };
    if (args[i] === '-r' || args[i] === '--require') modules.push(args[++i]);
    else if (!args[i].startsWith('-')) return { file: args[i], modules };
  }
  return { modules };
}

function start(target) {
  process.defaultApp = true;
  if (statSync(target).isDirectory()) describe(target);
  else app.setAppPath(path.dirname(target));
  // without a parent and as main, so that `require.main` is the app's own module
  Module._load(target, null, true);
}

function describe(folder) {
  const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  if (manifest.version) app.setVersion(manifest.version);
  app.setName(manifest.productName || manifest.name || 'Electron');
  if (manifest.desktopName) app.setDesktopName(manifest.desktopName);
  app.setAppPath(folder);
}
