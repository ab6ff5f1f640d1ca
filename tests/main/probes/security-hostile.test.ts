import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaSchemas } from '../../../src-shared/diagnostics/area-schemas.ts';
import { certificatesIn, inOrder, issuerName } from '../../../src-main/platform/certificate-files.ts';
import { nameOf } from '../../../src-main/platform/clean.ts';
import { parseHosts } from '../../../src-main/platform/hosts-file.ts';
import { jsonOrNull } from '../../../src-main/platform/json-or-null.ts';
import { parseConnection } from '../../../src-main/platform/linux/certificates.ts';
import { parseMountinfo } from '../../../src-main/platform/linux/encryption.ts';
import { filtersInput, parseIsActive, parseRuleset } from '../../../src-main/platform/linux/firewall.ts';
import { parseSockets } from '../../../src-main/platform/linux/listening.ts';
import { parseSamba } from '../../../src-main/platform/linux/protection.ts';
import { parseLsof, parseMacSecureBoot } from '../../../src-main/platform/mac/mac-security.ts';
import { parseBitLocker, parseFirmware } from '../../../src-main/platform/windows/windows-firmware.ts';
import {
  parseCertificates,
  parsePorts,
} from '../../../src-main/platform/windows/windows-network-security.ts';
import { parseProtection } from '../../../src-main/platform/windows/windows-protection.ts';
import { listeningFrom } from '../../../src-main/probes/listening-probe.ts';
import { fixture } from './fixtures.ts';

/** Anything a program may print: any characters, half ones too, and lines that nearly fit. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('p1', 'c\u202eevil', 'PTCP', 'n*:5900', 'TST=LISTEN', 'n[::1]:99999', '\u0000'))
    .map((l) => l.join('\n')),
  fc
    .array(fc.constantFrom('0: 0100007F:0277 00000000:0000 0A', 'x y z 0A', ' 1 1 1 1 1 1 7'))
    .map((l) => l.join('\n')),
);
const RUNS = 300;

/** The real answers with one value anywhere replaced by any JSON value. */
const bent = (path: string) =>
  fc.tuple(fc.nat(), fc.jsonValue({ maxDepth: 2 })).map(([place, value]) => {
    let at = 0;
    const answer: unknown = JSON.parse(fixture(path), (_, inner: unknown) =>
      at++ === place % 60 ? value : inner,
    );
    return answer;
  });

describe('what tells of security, when it lies', () => {
  it('never breaks a parser of text, and never passes on what no schema takes', () => {
    fc.assert(
      fc.property(text, (said) => {
        const ports = [
          ...parseLsof(said),
          ...parseSockets(said, 'tcp', 32_768).map((one) => ({ ...one, program: nameOf(said) })),
        ];
        expect(
          areaSchemas.listening.safeParse(
            listeningFrom(
              ports.map(({ protocol, port, reach, program }) => ({ protocol, port, reach, program })),
            ),
          ).success,
        ).toBe(true);
        expect(areaSchemas.protection.shape.redirects.safeParse(parseHosts(said)).success).toBe(true);
        expect(
          areaSchemas.certificates.safeParse({ certificates: inOrder(certificatesIn(said, 'vpn')) }).success,
        ).toBe(true);
        const issuer = issuerName(`CN=${said}`);
        expect(
          areaSchemas.certificates.shape.certificates.element.shape.issuer.safeParse(issuer).success,
        ).toBe(true);
        parseMountinfo(said);
        parseRuleset(said);
        filtersInput(said);
        parseIsActive(said, ['a']);
        parseSamba(said);
        parseConnection(said);
        parseMacSecureBoot(said);
        jsonOrNull(said);
      }),
      { numRuns: RUNS },
    );
  });

  it('never breaks a parser of JSON, and never passes on what no schema takes', () => {
    const answers = ['protection', 'firmware', 'certificates', 'ports'].map((name) =>
      bent(`win32/${name}.json`),
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), ...answers), (answer) => {
        const protection = parseProtection(answer);
        if (protection) {
          const whole = { ...protection, hostsRead: null, redirects: [] };
          expect(areaSchemas.protection.safeParse(whole).success).toBe(true);
        }
        const firmware = parseFirmware(answer);
        if (firmware) expect(areaSchemas.firmware.safeParse(firmware).success).toBe(true);
        const certificates = parseCertificates(answer);
        if (certificates) expect(areaSchemas.certificates.safeParse({ certificates }).success).toBe(true);
        const ports = parsePorts(answer);
        if (ports) expect(areaSchemas.listening.safeParse(listeningFrom(ports)).success).toBe(true);
        parseBitLocker(answer);
      }),
      { numRuns: RUNS },
    );
  });

  it('is not slow on a million brackets, colons or marks of a certificate', () => {
    const marks = '-----BEGIN CERTIFICATE-----'.repeat(40_000);
    expect(certificatesIn(marks, 'vpn')).toEqual([]);
    for (const many of ['{', ':', ' ', 'hook input ', 'a=b,', '\n'].map((part) =>
      part.repeat(1_000_000 / part.length),
    )) {
      parseHosts(many);
      filtersInput(many);
      parseLsof(many);
      issuerName(many);
      parseSockets(many, 'udp', 1);
      parseMountinfo(many);
      parseConnection(many);
      parseSamba(many);
    }
  }, 20_000);
});
