import { makeSecret } from '../../../src-shared/pairing/code.ts';
import { byCode, connect, hostParty, technicianParty } from './parties.ts';
import { seededBytes } from './random.ts';

/** Attacks codes of `digits` secret digits, one guess each, and answers how many hosts were taken in (T4). */
export function guessCodes(attacks: number, digits: number, seed: number): number {
  const random = seededBytes(seed);
  let hits = 0;
  for (let attack = 0; attack < attacks; attack++) {
    const sidHost = random(16);
    const [real, guessed] = [makeSecret(random(32), digits), makeSecret(random(32), digits)];
    if (real === undefined || guessed === undefined) throw new Error('32 bytes were too few');
    const host = hostParty({ secret: byCode('1000', real), sidHost, random });
    connect(technicianParty({ secret: byCode('1000', guessed), sidHost, random }), host);
    if ((host.paired() !== undefined) !== (real === guessed))
      throw new Error('paired without the code, or not with it');
    if (host.paired() !== undefined) hits++;
    const second = technicianParty({ secret: byCode('1000', real), sidHost, random });
    if (host.paired() === undefined && second.start().some((m1) => host.receive(m1).length > 0))
      throw new Error('a second guess was answered');
  }
  return hits;
}
