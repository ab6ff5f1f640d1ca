/** Names that VPN programs give their adapters (NET-22). */
export function isVpnName(name: string): boolean {
  return /^(?:tun|tap|wg|ppp|utun|ipsec|tailscale|zt|nordlynx|proton|cscotun|gpd|vpn|ts\d|wt\d|outline)|vpn|wireguard|wintun|anyconnect|fortinet|openvpn|globalprotect/i.test(
    name,
  );
}

export function isWifiName(name: string): boolean {
  return /^(?:wl|ath|ra)\w*\d|wi-?fi|wlan|wireless|airport/i.test(name);
}
