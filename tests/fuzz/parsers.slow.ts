import { fuzzHalf } from './fuzz-half.ts';

await fuzzHalf(0);
