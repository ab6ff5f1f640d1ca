import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

/*
 * A private Request Tracker 5 of Debian's packages: own database file, own port, nothing under /etc is read or changed.
 * Both variables are needed: with RT_SITE_CONFIG alone it reads the system's RT_SiteConfig.d and uses that database.
 */

const setup = '/usr/sbin/rt-setup-database-5';
const httpd = '/usr/share/request-tracker5/libexec/standalone_httpd';
const run = promisify(execFile);

export interface RequestTracker {
  readonly origin: string;
  /** By user: `root`, `alongside` with the least rights of docs/connectors.md, `reader` who may only look. */
  readonly tokens: Readonly<Record<'root' | 'alongside' | 'reader', string>>;
  /** The id of a ticket whose history has more than a hundred transactions. */
  readonly longTicket: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  remove(): Promise<void>;
}

export async function startRequestTracker(): Promise<RequestTracker> {
  requireInstalled();
  const folder = await mkdtemp(join(tmpdir(), 'alongside-rt-'));
  const port = await freePort();
  const env = await configure(folder, port);
  await run(
    setup,
    [
      '--action',
      'init',
      '--dba',
      'root',
      '--dba-password',
      'x',
      '--root-password-file',
      join(folder, 'rootpw'),
    ],
    { env },
  );
  const { stdout } = await run('perl', [join(folder, 'seed.pl')], { env });
  const [longTicket = '', root = '', alongside = '', reader = ''] = stdout.trim().split('\n');
  const origin = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  const start = async () => {
    child = spawn(httpd, ['--host', '127.0.0.1', '--port', String(port)], { env, stdio: 'ignore' });
    await untilItAnswers(origin, child);
  };
  const stop = () => end(child);
  await start();
  const remove = async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { origin, tokens: { root, alongside, reader }, longTicket, stop, start, remove };
}

function requireInstalled(): void {
  if (existsSync(setup) && existsSync(httpd)) return;
  throw new Error(
    [
      'These tests need Request Tracker 5 from Debian 12 or newer, which is not installed. As root:',
      '  echo "request-tracker5 request-tracker5/dbconfig-install boolean true" | debconf-set-selections',
      '  echo "request-tracker5 request-tracker5/database-type select sqlite3" | debconf-set-selections',
      '  echo "request-tracker5 request-tracker5/initial-root-password password choose-one" | debconf-set-selections',
      '  echo "request-tracker5 request-tracker5/initial-root-password-again password choose-one" | debconf-set-selections',
      '  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends \\',
      '    rt5-db-sqlite rt5-standalone request-tracker5 msmtp-mta',
      'About 210 MB. The tests start an instance of their own and leave the installed one alone.',
    ].join('\n'),
  );
}

async function configure(folder: string, port: number): Promise<NodeJS.ProcessEnv> {
  for (const name of ['empty.d', 'mason', 'sessions']) await mkdir(join(folder, name));
  const config = join(folder, 'RT_SiteConfig.pm');
  await writeFile(config, siteConfig(folder, port));
  await writeFile(join(folder, 'rootpw'), 'only-for-this-test');
  await writeFile(join(folder, 'seed.pl'), seed);
  return {
    PATH: process.env['PATH'],
    HOME: folder,
    RT_SITE_CONFIG: config,
    RT_SITE_CONFIG_DIR: join(folder, 'empty.d'),
  };
}

function siteConfig(folder: string, port: number): string {
  return `
Set($rtname, 'localtest'); Set($Organization, 'localtest.example'); Set($Timezone, 'UTC');
Set($WebPath, ''); Set($WebDomain, '127.0.0.1'); Set($WebPort, ${port});
Set($WebBaseURL, 'http://127.0.0.1:${port}');
Set($DatabaseType, 'SQLite'); Set($DatabaseName, '${folder}/rtdb');
Set($MailCommand, 'testfile'); Set($LogToSyslog, undef); Set($LogToSTDERR, 'warning'); Set($LogToFile, undef);
$RT::MasonDataDir = '${folder}/mason'; $RT::MasonSessionDir = '${folder}/sessions'; $RT::VarPath = '${folder}';
1;
`;
}

/** Two custom fields, a ticket with a long history, two users with nothing but the rights named, and a token for each. */
const seed = `
use strict; use lib '/usr/share/request-tracker5/lib'; use RT; RT->LoadConfig(); RT->Init();
my $system = RT->SystemUser;
my $queue = RT::Queue->new($system); $queue->Load('General');
for my $name ('RemoteSessionId', 'RemoteSession') {
  my $field = RT::CustomField->new($system);
  my ($ok, $words) = $field->Create(Name => $name, Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket');
  die $words unless $ok; $field->AddToObject($queue);
}
my $long = RT::Ticket->new($system);
my ($ticket) = $long->Create(Queue => 'General', Subject => 'A long history', Requestor => 'long@localtest.example');
die 'no ticket' unless $ticket;
$long->_NewTransaction(Type => 'Comment', Data => 'filler', ActivateScrips => 0) for 1 .. 101;
print "$ticket\\n";
sub token {
  my ($owner) = @_;
  my ($ok, $words, $token) = RT::AuthToken->new($system)->Create(Owner => $owner->Id, Description => 'test');
  die $words unless $ok; print "$token\\n";
}
my $root = RT::User->new($system); $root->Load('root'); token($root);
my %rights = (
  alongside => [qw(SeeQueue CreateTicket ShowTicket ShowTicketComments CommentOnTicket ReplyToTicket ModifyTicket
    SeeCustomField SetInitialCustomField)],
  reader => [qw(SeeQueue ShowTicket)],
);
for my $name ('alongside', 'reader') {
  my $user = RT::User->new($system);
  my ($ok, $words) = $user->Create(Name => $name, EmailAddress => "$name\\@localtest.example", Privileged => 1);
  die $words unless $ok;
  for my $right (@{ $rights{$name} }) {
    ($ok, $words) = $user->PrincipalObj->GrantRight(Right => $right, Object => $queue); die "$right: $words" unless $ok;
  }
  token($user);
}
`;

async function untilItAnswers(origin: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if (child.exitCode !== null) throw new Error('Request Tracker ended by itself');
    const answer = await fetch(origin).catch(() => undefined);
    if (answer !== undefined) return void (await answer.body?.cancel());
    await sleep(500);
  }
  throw new Error('Request Tracker does not answer');
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
