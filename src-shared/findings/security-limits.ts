import { yes, type Limit } from './limit.ts';
import type { RuleId } from './rule-ids.ts';

type SecurityRule = Extract<RuleId, `SEC-${string}`>;

/** Limits of the rules about what protects the computer. */
export const securityLimits = {
  // Most Linux systems come without one, and open no port by themselves: 1 is Linux, 2 is all others.
  'SEC-01': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'medium' },
      { limit: 2, severity: 'high' },
    ],
    anchor: 'OSQ:alf, OSQ:windows_security_center; the milder level is ours',
  },
  // A computer that is carried gets lost: 1 is a desktop, 2 a laptop.
  'SEC-02': {
    compare: 'atLeast',
    unit: '',
    levels: [
      { limit: 1, severity: 'info' },
      { limit: 2, severity: 'medium' },
    ],
    anchor: 'OSQ:disk_encryption, OSQ:bitlocker_info',
  },
  'SEC-03': {
    compare: 'over',
    unit: 'days',
    levels: [{ limit: 7, severity: 'high' }],
    anchor: 'OSQ:windows_security_products; days GK',
  },
  'SEC-04': {
    compare: 'atLeast',
    unit: 'products',
    levels: [{ limit: 2, severity: 'medium' }],
    anchor: 'GK',
  },
  'SEC-05': yes('low', 'OSQ:secureboot'),
  'SEC-06': yes('medium', 'SB'),
  'SEC-07': yes('high', 'OSQ:sip_config, OSQ:gatekeeper'),
  'SEC-08': yes('high', 'GK'),
  'SEC-09': yes('medium', 'GK'),
  'SEC-10': yes('low', 'OSQ:tpm_info'),
  'SEC-12': {
    compare: 'under',
    unit: 'days',
    levels: [
      { limit: 14, severity: 'medium' },
      { limit: 7, severity: 'high' },
    ],
    // Nobody renews a certificate by hand each week: programs do. What ended long ago is in nobody’s use.
    also: { shortLivedDays: 8, forgottenDays: 60 },
    anchor: 'ND:x509check; the exceptions are ours',
  },
  'SEC-14': yes('medium', 'GK'),
} satisfies Partial<Record<SecurityRule, Limit>>;
