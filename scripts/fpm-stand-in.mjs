#!/usr/bin/env node
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/*
 * Stands in for fpm where electron-builder can't fetch it: understands exactly the options that electron-builder gives
 * it for a .deb, refuses all others, and hands the work to dpkg-deb. Releases are built with the real fpm.
 */
const single = new Set(
  (
    '-s -t --architecture --after-install --after-remove --description --version --package --name --maintainer ' +
    '--vendor --url --category --deb-priority --license --iteration --deb-compression'
  ).split(' '),
);
const repeated = new Set(['-d', '--deb-recommends']);

build(parse(process.argv.slice(2)));

function parse(args) {
  const options = { '-d': [], '--deb-recommends': [], files: [] };
  const rest = [...args];
  while (rest.length > 0) {
    const word = rest.shift();
    if (word === '--force') continue;
    if (repeated.has(word)) options[word].push(rest.shift());
    else if (single.has(word)) options[word] = rest.shift();
    else if (word.startsWith('-')) throw new Error(`fpm stand-in: the option ${word} is not known here`);
    else options.files.push(word);
  }
  if (options['-s'] !== 'dir' || options['-t'] !== 'deb')
    throw new Error('fpm stand-in: builds a .deb from folders only');
  return options;
}

function build(options) {
  const target = options['--package'];
  // beside the target, so that the app's files can be linked instead of copied
  const tree = mkdtempSync(join(dirname(target), '.deb-'));
  try {
    options.files.forEach((mapping) => place(tree, mapping));
    const size = Number(execFileSync('du', ['-sk', tree], { encoding: 'utf8' }).split('\t')[0]);
    control(tree, options, size);
    const level =
      options['--deb-compression'] === 'gz' ? ['-Zgzip', '-z1'] : [`-Z${options['--deb-compression']}`];
    chmodSync(tree, 0o755);
    execFileSync('dpkg-deb', ['--root-owner-group', ...level, '--build', tree, target], { stdio: 'inherit' });
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}

/** `/from/=/to` puts a folder's contents, `/from=/to` a single file. */
function place(tree, mapping) {
  const cut = mapping.lastIndexOf('=');
  const from = mapping.slice(0, cut);
  const to = join(tree, mapping.slice(cut + 1));
  mkdirSync(dirname(to), { recursive: true });
  if (from.endsWith('/')) execFileSync('cp', ['-al', '-T', from, to]);
  else cpSync(from, to);
  if (!from.endsWith('/')) chmodSync(to, 0o644);
}

function control(tree, options, size) {
  const folder = join(tree, 'DEBIAN');
  mkdirSync(folder);
  const version = [options['--version'], options['--iteration']].filter(Boolean).join('-');
  const fields = {
    Package: options['--name'],
    Version: version,
    Architecture: options['--architecture'],
    Maintainer: options['--maintainer'],
    Vendor: options['--vendor'],
    License: options['--license'],
    'Installed-Size': size,
    Depends: options['-d'].join(', '),
    Recommends: options['--deb-recommends'].join(', '),
    Section: options['--category'] ?? 'default',
    Priority: options['--deb-priority'] ?? 'optional',
    Homepage: options['--url'],
    Description: description(options['--description']),
  };
  const lines = Object.entries(fields).filter(([, value]) => value !== undefined && value !== '');
  writeFileSync(join(folder, 'control'), `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`);
  script(options['--after-install'], join(folder, 'postinst'));
  script(options['--after-remove'], join(folder, 'postrm'));
}

/** The first line is the synopsis; the others are indented, and an empty one is a lone dot. */
function description(text) {
  const [first, ...others] = text.split('\n').map((line) => line.trim());
  return [first, ...others.map((line) => ` ${line === '' ? '.' : line}`)].join('\n');
}

function script(from, to) {
  if (!from) return;
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}
