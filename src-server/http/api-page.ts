import { apiErrors, type ApiErrorCode } from '../../src-shared/helpdesk/api/api-error.ts';
import { exampleOf } from '../../src-shared/helpdesk/api/example-of.ts';
import {
  isBytes,
  isNothing,
  jsonSchema,
  refusals,
  refusalsOf,
  type Areas,
  type JsonSchema,
  type OpenApiDocument,
  type OpenApiOperation,
} from '../../src-shared/helpdesk/api/open-api.ts';
import type { Route } from '../../src-shared/helpdesk/api/route.ts';
import { permissionsOf, roles } from '../../src-shared/helpdesk/permissions.ts';
import { API_STYLE_PATH } from './api-style.ts';
import { html, type Html } from '../domain/html.ts';

/** The interface to read: no scripts, nothing from elsewhere, and every route can be linked to. */
export function apiPage(areas: Areas, document: OpenApiDocument): string {
  const { info } = document;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${info.title}: the interface</title>
        <link rel="stylesheet" href="${API_STYLE_PATH}" />
      </head>
      <body>
        <nav aria-label="Routes">
          ${Object.entries(areas).map(areaLinks)}
          <h2>All routes</h2>
          <ul>
            <li><a href="#errors">Refusals</a></li>
            <li><a href="#permissions">Permissions</a></li>
          </ul>
        </nav>
        <main>
          <h1>${info.title}: the interface</h1>
          <p>
            Version ${info.version}. For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).
          </p>
          <p>${info.description}</p>
          <p>
            Sign in, and the browser sends its cookie; a program sends its token as
            <code>Authorization: Bearer</code>. Bodies and answers are JSON. Unknown fields are refused.
          </p>
          ${Object.entries(areas).map(([area, routes]) => areaSection(area, Object.entries(routes), document))}
          ${errorSection()} ${permissionSection()}
        </main>
      </body>
    </html> `;
  return page.text;
}

function areaLinks([area, routes]: [string, Readonly<Record<string, Route>>]): Html {
  return html`<h2>${area}</h2>
    <ul>
      ${Object.keys(routes).map((name) => html`<li><a href="#${area}.${name}">${name}</a></li>`)}
    </ul>`;
}

function areaSection(area: string, routes: [string, Route][], document: OpenApiDocument): Html {
  return html`<section aria-labelledby="area-${area}">
    <h2 id="area-${area}">${area}</h2>
    ${routes.map(([name, route]) => routeSection(`${area}.${name}`, route, document))}
  </section>`;
}

function routeSection(id: string, route: Route, { paths }: OpenApiDocument): Html {
  const { method, path, needs, summary, body, answers } = route;
  const operation = paths[path.replaceAll(/:(\w+)/gu, '{$1}')]?.[method.toLowerCase()];
  return html`<article id="${id}" aria-labelledby="${id}-title">
    <h3 id="${id}-title">
      <a href="#${id}"><span class="method">${method}</span> <code>${path}</code></a>
    </h3>
    <p>${summary}</p>
    <p class="needs">${needsText(needs)}</p>
    ${operation === undefined ? '' : parameterTable(operation)}
    ${isNothing(body) ? '' : example('Body', body, 'input')}
    ${example('Answer', answers, 'output', route.answersType)}
    <p class="refusals">
      Refusals:
      ${refusalsOf(route).flatMap((code, at) => [
        at === 0 ? '' : ', ',
        html`<a href="#error-${code}">${code}</a>`,
      ])}
    </p>
  </article> `;
}

function needsText(needs: Route['needs']): Html {
  if (needs === 'nobody') return html`Anybody may call this.`;
  if (needs === 'signed-in') return html`For anybody who is signed in.`;
  return html`Needs <a href="#permission-${needs}"><code>${needs}</code></a
    >.`;
}

function parameterTable({ parameters }: OpenApiOperation): Html | string {
  if (parameters.length === 0) return '';
  return html`<div class="wide" tabindex="0" role="region" aria-label="Parameters">
    <table>
      <thead>
        <tr>
          <th scope="col">Parameter</th>
          <th scope="col">In</th>
          <th scope="col">What it may be</th>
        </tr>
      </thead>
      <tbody>
        ${parameters.map(
          ({ name, in: place, required, schema }) =>
            html`<tr>
              <th scope="row"><code>${name}</code></th>
              <td>${place}${required ? ', required' : ''}</td>
              <td>${allowed(schema)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

/** A schema in few words. */
function allowed(schema: JsonSchema): string {
  const { enum: choices, anyOf, type, minimum, maximum, maxLength, default: usual } = schema;
  const list: readonly unknown[] = Array.isArray(choices) ? choices : [];
  const some: readonly JsonSchema[] = Array.isArray(anyOf) ? anyOf : [];
  const parts = [
    'const' in schema ? JSON.stringify(schema['const']) : '',
    some.length > 0 ? some.map(allowed).join(' or ') : '',
    list.length > 0 ? list.map((one) => JSON.stringify(one)).join(', ') : '',
    list.length === 0 && !('const' in schema) && typeof type === 'string' ? type : '',
    typeof maxLength === 'number' ? `at most ${maxLength} characters` : '',
    typeof minimum === 'number' && typeof maximum === 'number' && maximum < 1e12
      ? `${minimum} to ${maximum}`
      : '',
    usual === undefined ? '' : `by itself ${JSON.stringify(usual)}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function example(
  title: string,
  schema: Route['body'],
  side: 'input' | 'output',
  bytesType = 'application/octet-stream',
): Html {
  if (isBytes(schema)) return html`<p><strong>${title}</strong>: bytes (<code>${bytesType}</code>).</p>`;
  const text = JSON.stringify(exampleOf(jsonSchema(schema, side)), null, 2);
  return html`<details>
    <summary>${title}</summary>
    <pre tabindex="0"><code>${text}</code></pre>
  </details>`;
}

function errorSection(): Html {
  const codes = Object.entries(apiErrors).filter(([code]) => code !== 'UNREACHABLE') as [
    ApiErrorCode,
    number,
  ][];
  return html`<section aria-labelledby="errors">
    <h2 id="errors">Refusals</h2>
    <p>A refusal has <code>error</code>, a sentence in <code>message</code>, and what else is said here.</p>
    <dl>
      ${codes.map(
        ([code, status]) =>
          html`<dt id="error-${code}"><code>${code}</code> ${status}</dt>
            <dd>${refusals[code]}</dd>`,
      )}
    </dl>
  </section>`;
}

function permissionSection(): Html {
  const names = [...new Set(roles.flatMap(permissionsOf))];
  return html`<section aria-labelledby="permissions">
    <h2 id="permissions">Permissions</h2>
    <div class="wide" tabindex="0" role="region" aria-label="Permissions by role">
      <table>
        <thead>
          <tr>
            <th scope="col">Permission</th>
            ${roles.map((role) => html`<th scope="col">${role}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${names.map(
            (name) =>
              html`<tr id="permission-${name}">
                <th scope="row"><code>${name}</code></th>
                ${roles.map((role) => html`<td>${permissionsOf(role).includes(name) ? 'yes' : 'no'}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </section>`;
}
