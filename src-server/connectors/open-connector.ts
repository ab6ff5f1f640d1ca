import type { ConnectorSettings } from '../../src-shared/helpdesk/connector-settings.ts';
import type { Connector } from '../domain/connector.ts';
import type { ConnectorParts } from './connector-parts.ts';
import { createFreshdesk } from './freshdesk.ts';
import { createGlpi } from './glpi.ts';
import { createJira } from './jira-service-management.ts';
import { createOsticket } from './osticket.ts';
import { createRequestTracker } from './request-tracker.ts';
import { createWebhook } from './webhook.ts';
import { createZammad } from './zammad.ts';
import { createZendesk } from './zendesk.ts';

/** The connector of whatever system the settings are for. */
export function openConnector({ settings, ...rest }: ConnectorParts<ConnectorSettings>): Connector {
  switch (settings.kind) {
    case 'zendesk':
      return createZendesk({ ...rest, settings });
    case 'freshdesk':
      return createFreshdesk({ ...rest, settings });
    case 'zammad':
      return createZammad({ ...rest, settings });
    case 'rt':
      return createRequestTracker({ ...rest, settings });
    case 'glpi':
      return createGlpi({ ...rest, settings });
    case 'jira':
      return createJira({ ...rest, settings });
    case 'osticket':
      return createOsticket({ ...rest, settings });
    case 'webhook':
      return createWebhook({ ...rest, settings });
  }
}
