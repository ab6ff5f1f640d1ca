/**
 * Words that names of devices and network adapters are made of: makers, kinds, connections, and what systems call their
 * own adapters. Whatever is not here may be what a person called it ("Anna's AirPods") and is hidden: an allow-list,
 * since nobody can list all nicknames. A maker that is missing costs one word of a device's name.
 */
const makers =
  'acer adata aditya airoha alfa amd ampere analog apc apple aquantia arris asix asus atheros atlantic audeze audient ' +
  'audio-technica aukey aver avermedia axis bang baseus behringer belkin benq bose broadcom brother brother canon ' +
  'chicony cirrus cisco cmedia c-media cm conexant corsair creative crucial cypress dell denon d-link dlink dymo edifier ' +
  'elgato elan element eizo ensoniq epson ess fanvil fiio focusrite foscam foxconn fujifilm fujitsu garmin genesys ' +
  'genius gigabyte google goodix gopro grandstream hama harman hauppauge hewlett packard hitachi hp htc huawei hyperx ' +
  'ibm iiyama imation infineon insta intel iomega jabra jbl jbl jlab jmicron kensington keychron kingston kodak konica ' +
  'kyocera lacie lenovo lexar lexmark lg lite-on liteon logitech logi lsi m-audio marshall marvell mediatek mellanox ' +
  'microchip microsoft microtek minolta monoprice motorola mpow msi nec netgear nikon nintendo nokia novatel nvidia ' +
  'nuvoton oki olympus oneplus oppo oracle panasonic parallels philips pioneer pixart plantronics plugable poly ' +
  'polycom primax prolific pny qualcomm qnap quanta ralink rapoo razer realtek red hat redhat renesas ricoh roccat ' +
  'rode røde roland samsung samson sandisk seagate sennheiser sharkoon sharp shure sierra sigma silicon silabs sis skullcandy ' +
  'sonix sonos sony soundcore anker startech steelseries steinberg sunplus supermicro synaptics synology tascam tdk teac ' +
  'technics telit texas instruments toshiba tp-link tplink transcend trendnet trust turtle ugreen ubiquiti validity valve ' +
  'vantec verbatim via viewsonic vizio vmware virtualbox virtio qemu innotek wacom western digital wd western xbox xerox ' +
  'xiaomi xerox yamaha yealink yubico yubikey zebra zoom zotac zte zyxel bluez pulseaudio pipewire wireplumber alsa jack';

const products =
  'airpods airpod airplay beats buds earbuds earpods galaxy gamecube homepod ipad iphone ipod macbook imac mac magic ' +
  'mini max nano pixel playstation dualshock dualsense joycon switch surface studio thinkpad thinkvision ideapad yoga ' +
  'latitude inspiron xps optiplex precision elitebook probook pavilion envy omen spectre zbook elitedisplay ultrasharp ' +
  'laserjet officejet deskjet envy pixma imageclass ecotank workforce stylus quietcomfort soundlink soundbar evolve ' +
  'elite speak engage link panacast savi voyager blackwire calisto brio streamcam quickcam lifecam lifechat blue yeti ' +
  'snowball scarlett solo duet apogee wave xlr go facecam camlink stream deck capture chat mixamp arctis cloud stinger ' +
  'alpha barracuda kraken nari viper deathadder mamba basilisk g pro superlight craft ergo master anywhere lift mx keys ' +
  'datatraveler cruzer ultra extreme extremepro passport elements easystore backup expansion canvio portable t5 t7 evo ' +
  'plus freebuds watch band tab book chromecast firetv fire echo dot kindle quest rift vive index momentum liberty life ' +
  'oculus touch home nest hub display tv bravia viera frame odyssey predator nitro swift rog tuf aorus legion vostro';

const kinds =
  'access accessory adapter amplifier analog analogue array audio audiodevice automatic auxiliary av barcode base ' +
  'basic battery bedroom bluetooth box bridge bus button buttons cable cam camera card cardreader cd cell center channel charger ' +
  'charging chip chipset class client clip codec collection combo compliant composite computer conference connect ' +
  'connection connector console consumer control controller cord core cordless cpu custom data dac ddc debug default ' +
  'definition desktop dev device devices dial digital direct disk display distribution dock docking docker dongle drive ' +
  'driver dual duplex dvd dvi earphone earphones effects embedded emulation enclosure endpoint enhanced enterprise ' +
  'ethernet express extended extender external eye family fan fast fax feature filter fingerprint firewire flash floppy ' +
  'foot force free frequency front full function gamepad gaming gateway generic gesture gigabit global graphics guest ' +
  'hands handset handsfree hard hdmi head headphone headphones headset hearing hf hfp hi-fi hid high host hotspot hub ' +
  'hybrid hyper-v ieee infrared ink input instrument integrated interface internal internet ip ir isdn joystick jack ' +
  'keyboard keypad kvm lan laptop laser lcd led legacy light lightning line linux local loop loopback low machine main ' +
  'mainboard mass media memory mesh microphone mic midi miniport minidriver mixer mobile mode model modem module monitor ' +
  'mono motion mouse multi multichannel multifunction multimedia multiport music native network networking noise none ' +
  'notebook npu number numeric optical optimus optiplex os out output pad panel passthrough pc pci pcie pda peer pen ' +
  'performance personal phone photo player playback plug pocket point pointing port portal portable power powered ' +
  'precision premium presenter primary printer private processing professional profile projector proxy public pump push ' +
  'quad radio raid ranger rate raw ray reader rear receiver recorder recording reference remote render repeater root ' +
  'router sata satellite scan scanner screen scsi second secondary secure security sensor serial server series service ' +
  'share sharing side signal simple single slim slot smart sniffer socket sound soundcard speaker speakers speakerphone ' +
  'spdif splitter standard station stereo stick storage subwoofer surround system tablet tape technology telephone ' +
  'telephony telephoto tether tethering thermal thunderbolt token touchpad touchscreen trackball trackpad trackpoint ' +
  'transceiver transfer transmitter transport tuner tunnel tunneling tv type uart uas universal unknown ups usb user utility ' +
  'vga video virtual voice volume vpn wan water web webcam wide wifi wi-fi wired wireless wlan workstation wwan zone ' +
  'ten gbe gigabit megabit port ports hs ss superspeed highspeed and for with of in on to by the free edition rev ' +
  'hda pch alc ich sof dsp acp snd uac azalia gbe ncm ecm rndis mtp ptp cdc acm mbim ehci xhci uhci ohci hcd foundation ' +
  'version gen generation built-in builtin true truewireless anc noise-cancelling cancelling over ear';

const adapters =
  'anpi awdl bond br bridge can cni cilium dummy en eno enp ens enx eth flannel gif gre gretap ib ibs ifb ip6tnl ipvlan ' +
  'kube lo llw lxc lxcbr lxd macvlan macvtap mlan mpls nlmon ovs pdp ppp ppoe pppoe rmnet sit sl slip stf tailscale tap ' +
  'team teredo tun tunl usb utun vboxnet vcan veth vethernet virbr vif vlan vmbr vmnet vmxnet vnet vxlan wg wl wlo wlp ' +
  'wls wlx ww wwan wwp wws xenbr zt zerotier hamachi nordvpn openvpn wireguard wintun isatap npcap wsl hyperv hyper area ' +
  'drahtlosnetzwerkverbindung netzwerkverbindung verbindung lan-verbindung netzwerk adapter vswitch minirechner iphone ' +
  'kernel debug microsoft teredo qos ndis filter pseudo fortinet forticlient anyconnect globalprotect pangp juniper ' +
  'checkpoint sonicwall sophos cloudflare warp mullvad protonvpn';

const known = new Set([makers, products, kinds, adapters].join(' ').split(/[ -]/));

/** Digits in a row that may be a phone number. */
const LONGEST_NUMBER = 5;

/** True for a word of a device's name that names nobody: of the list, a number, or a model's code such as "WH1000XM4". */
export function isDeviceWord(word: string): boolean {
  const plain = word.toLowerCase();
  if (known.has(plain)) return true;
  const letters = plain.match(/[^\d]+/gu) ?? [];
  if (letters.length === 0) return plain.length <= LONGEST_NUMBER;
  if (letters.length === 1 && letters[0] === plain) return [...plain].length <= 2;
  const longNumber = (plain.match(/\d+/g) ?? []).some((digits) => digits.length > LONGEST_NUMBER);
  return !longNumber && letters.every((run) => [...run].length <= 3 || known.has(run));
}
