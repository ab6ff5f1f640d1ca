/* What signing in needs, besides members and logins. */

export interface PasskeyTable {
  tenant_id: string;
  id: string;
  member_id: string;
  name: string;
  /** As the authenticator gives it, in base64url; unique on the whole server. */
  credential_id: string;
  /** COSE, in base64url. */
  public_key: string;
  /** How often it was used by its own count; 0 where the device does not count. */
  counter: number;
  transports: string;
  backed_up: number;
  created_at: number;
  last_used_at: number | null;
}

/** Something begun that ends within minutes: a passkey asked for, a way to a provider and back, an app at the door. */
export interface SignInRequestTable {
  request_hash: string;
  kind: string;
  tenant_id: string | null;
  member_id: string | null;
  data: string;
  created_at: number;
  expires_at: number;
}

export interface SignInPolicyTable {
  tenant_id: string;
  /** Whether passwords count; they do where there is no row. */
  passwords: number;
}

export interface OidcProviderTable {
  tenant_id: string;
  issuer: string;
  client_id: string;
  /** Sealed; see domain/secret-box.ts. */
  secret: string;
  secret_ends_in: string;
  secret_set_at: number;
  /** Domains of addresses that are believed, as JSON text. */
  domains: string;
  /** Which claim says the role; null leaves the invitation's. */
  role_claim: string | null;
  /** Value of that claim to role, as JSON text. */
  roles: string;
}

export interface OidcLinkTable {
  tenant_id: string;
  issuer: string;
  subject: string;
  member_id: string;
  created_at: number;
  last_used_at: number;
}
