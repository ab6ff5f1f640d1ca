/*
 * Tickets with nothing but words, as people and technicians type them: the right article (or articles, with | between),
 * the subject, the message.
 */

/** As they come in, spelling and all. */
const usual = `
printer-does-not-answer ; Printer not working ; Hi, I try to print my tickets but the HP just says offline. Was fine last week!
printer-does-not-answer ; cant print ; my canon isnt found any more since we got the new internet box
prints-are-stuck ; printing ; there are 6 documents waiting and I cannot delete them, nothing comes out
prints-are-stuck ; Print job stuck ; One PDF hangs in the queue and blocks everything else.
make-room-on-your-disk ; No space left ; Windows tells me C: is almost full, what can I delete?
make-room-on-your-disk ; disc full ; It says there is not enough room to save my letter. I don't have that many files??
make-room-on-your-disk ; Startup disk almost full ; My MacBook keeps showing this message when I import photos.
disk-is-failing|back-up-your-files ; strange noise ; The computer makes a clicking sound and some of my pictures will not open.
disk-is-failing ; SMART warning at boot ; BIOS shows: SMART status bad, backup and replace. Press F1 to resume.
back-up-your-files ; How do I save my photos? ; I bought a USB drive and want to have a copy of everything, in case the laptop dies.
back-up-your-files ; Time Machine ; It has not backed up for 46 days it says
short-of-memory ; Everything slow with many tabs ; When I have Chrome open with my 40 tabs and then Excel, it all grinds to a halt.
short-of-memory ; out of memory ; I get the message your system has run out of application memory
a-program-keeps-the-computer-busy ; CPU 100% ; Task manager shows 100% cpu the whole day even when I do nothing
a-program-keeps-the-computer-busy|computer-runs-hot ; Fan always loud ; Some process called SearchIndexer eats all the processor.
computer-runs-hot ; Laptop gets very hot ; I can barely hold it on my lap and the fan is screaming
computer-runs-hot ; fan noise ; sounds like a hair dryer
battery-worn-or-not-charging ; Battery ; it only lasts 40 minutes now, is that normal? the laptop is 4 years old
battery-worn-or-not-charging ; plugged in not charging ; stays at 57% whatever I do
no-network ; No internet connection ; The little globe icon beside the clock says not connected. The cable is in.
no-network ; wifi gone ; I cant see any wifi networks, I think I pressed some key and now there is a plane symbol
router-has-no-internet ; Internet is down ; Red light at the Fritzbox since this morning. My wife has no internet on her phone either.
router-has-no-internet ; modem ; how do i restart the modem? nothing works in the house
weak-wi-fi ; Bad wifi in the bedroom ; Only one bar. In the living room it is ok.
weak-wi-fi ; wlan keeps dropping upstairs ; signal is weak, would a repeater help?
wi-fi-wants-you-to-sign-in ; Hotel wifi ; I am connected but no pages load. The receptionist says I must accept something.
wi-fi-wants-you-to-sign-in ; train wi-fi login page does not come up ;
web-names-not-found ; ERR_NAME_NOT_RESOLVED ; All sites show this error but Skype still works.
web-names-not-found ; DNS ; DNS_PROBE_FINISHED_NXDOMAIN on every page since yesterday
web-names-not-found ; server not found ; Firefox can't find the server at www.example.com
slow-or-uneven-internet ; Zoom freezes ; In video calls my voice breaks up and the picture stutters, everyone complains.
slow-or-uneven-internet ; internet very slow ; speed test gives 2 Mbit, I pay for 100
internet-through-a-proxy ; Unable to connect to the proxy server ; Chrome says ERR_PROXY_CONNECTION_FAILED
internet-through-a-proxy ; proxy asks for password again and again ; error 407
vpn-does-not-connect ; VPN ; Cannot connect to the company from home. Anyconnect says login failed.
vpn-does-not-connect ; error 809 ; the tunnel does not come up since the update
vpn-does-not-connect ; home office slow ; with the vpn on every page takes ages
the-clock-is-wrong ; Wrong time ; My computer is one hour behind and I cannot change it.
the-clock-is-wrong ; Date resets to 2015 ; each time I switch it on it is 1 January 2015 and web pages complain
install-updates ; how to update windows ; my son says I must install the updates but I do not know where
install-updates|restart-the-computer ; Updates available message ; it pops up every day that security updates are waiting
restart-the-computer ; restart required ; It wants to reboot to finish something, is that safe? I have documents open
updates-keep-failing ; Windows Update error 0x800f0922 ; Tried three times, always undoing changes.
updates-keep-failing|make-room-on-your-disk ; update ; failed with 0x80070070
updates-keep-failing ; apt broken ; dpkg was interrupted, software updater says it failed to install packages
system-too-old ; Windows 10 end of support ; I got a full screen message that my pc is not supported any longer. Must I buy a new one?
system-too-old ; old iMac ; can I upgrade to a newer macos? bank says my system is outdated
slow-to-start ; takes 5 minutes to boot ; after I type my password I can make coffee before I can click anything
slow-to-start ; too many programs open when I switch on ; Spotify, Teams, Skype and a game launcher all start by themselves
a-program-keeps-crashing ; Outlook closes by itself ; Every time I open an attachment it quits.
a-program-keeps-crashing ; Excel not responding ; freezes when opening the budget file, must end it
stops-without-warning ; blue screen ; got it twice this week, something with CRITICAL_PROCESS_DIED
stops-without-warning ; PC switches itself off ; just goes black in the middle of a game and then starts again
stops-without-warning ; Kernel panic ; Your computer was restarted because of a problem
switch-the-firewall-on ; Firewall warning ; There is a red cross at windows firewall, is that bad?
virus-protection ; Norton expired ; My antivirus ran out. Do I have to pay again?
virus-protection ; virus found ; A window says 3 threats found and defender is turned off
lock-your-disk ; BitLocker ; IT says all laptops must be encrypted. How do I turn it on and where is the recovery key?
lock-your-disk ; stolen notebook ; my colleague had hers stolen on the train, is the data on mine protected?
somebody-else-may-control-this-computer ; Scam call ; A man from Microsoft phoned and made me install AnyDesk, then he was in my bank account
somebody-else-may-control-this-computer ; Mouse moves alone ; I think someone hacked me, there is teamviewer on my desktop
nobody-hears-or-sees-you ; Microphone ; in Teams nobody can hear me but I hear them fine
nobody-hears-or-sees-you ; webcam black ; camera is used by another application
nobody-hears-or-sees-you ; no sound ; My headset is connected by bluetooth and there is no audio
web-site-not-safe ; Your connection is not private ; my bank page shows NET::ERR_CERT_AUTHORITY_INVALID
web-site-not-safe ; security certificate problem ; The browser warns me that the site certificate has expired
let-the-helper-see-your-screen ; screen sharing on mac ; It asks for screen recording permission and I cannot find where
let-the-helper-see-your-screen ; The technician only saw a black screen ;
a-device-does-not-work ; USB scanner not recognised ; Device manager shows a yellow triangle, code 43
a-device-does-not-work ; mouse dead ; new mouse does nothing when I plug it into the usb
disk-slows-everything ; user reports slowness, disk at 100 % in taskmgr ; HDD, Win 11
disk-slows-everything ; old hard disk, wants ssd ; whole machine sluggish, disk queue permanently high
no-network ; client gets 169.254 address ; DHCP fails on 2nd floor socket
stops-without-warning ; Kernel-Power event 41 ; unexpected shutdowns, 3 this month
disk-is-failing ; event id 153 on disk 0 ; IO retried, user complains about hangs
the-clock-is-wrong ; Kerberos clock skew ; time sync broken on this workstation
printer-does-not-answer ; priter ofline ; evrything is pluged in
weak-wi-fi ; wifi verry week ;
nobody-hears-or-sees-you ; microfone dosnt work ; in zoom
battery-worn-or-not-charging ; batery emty after 1 hour ;
`;

/** In other words than the articles use. */
const otherWords = `
printer-does-not-answer ; Epson ; it wont print the boarding pass, lights are green
prints-are-stuck ; Print service ; spooler keeps stopping on this pc
make-room-on-your-disk ; cannot download anything ; it says storage full
disk-slows-everything ; computer hangs for seconds ; the little disk light is on all the time
computer-runs-hot ; notebook burning hot after ten minutes ;
battery-worn-or-not-charging ; Ladegerät / charger ; laptop dies when I unplug it
no-network ; no internet ; ethernet cable plugged in but it says unidentified network
router-has-no-internet ; whole family offline ; tv and phones too
weak-wi-fi ; poor reception in garden ;
wi-fi-wants-you-to-sign-in ; airport internet ; connected but browser shows nothing
web-names-not-found ; Websites do not open ; says dns server is not responding
slow-or-uneven-internet ; Netflix buffers all evening ;
vpn-does-not-connect ; cannot reach company files from home ; connection to vpn gateway timed out
the-clock-is-wrong ; the clock shows the wrong year ;
install-updates ; Update? ; Is it safe to click install now on the mac?
updates-keep-failing ; feature update fails at 61% ; undoing changes made to your computer
slow-to-start ; boot time ; needs forever until desktop is usable
a-program-keeps-crashing ; photoshop ; shuts down every time i save
stops-without-warning ; random reboots ; no message, just dark and windows logo again
virus-protection ; Trojan alert ; Defender found something, do I need to worry
lock-your-disk ; recovery key ; blue screen asks for a bitlocker key at start
somebody-else-may-control-this-computer ; I gave a stranger access ; he said he is from my bank
nobody-hears-or-sees-you ; headphones ; sound comes from laptop and not from the headset
web-site-not-safe ; red padlock ; shop page says not secure
let-the-helper-see-your-screen ; You see nothing? ; I allowed but your picture stays dark on my macbook
a-device-does-not-work ; second monitor blurry ; since yesterday
short-of-memory ; 8gb ram enough? ; always at 95 percent
back-up-your-files ; afraid to lose my pictures ; what should I buy
system-too-old ; windows 7 ; is it still ok to use?
restart-the-computer ; It has been on for two months ; should I turn it off sometimes
`;

/** Written last and left as they were: nothing in the articles or the search was changed to suit them. */
const fresh = `
printer-does-not-answer ; The copier in room 12 ; my computer can not find it since the move
prints-are-stuck ; printing takes forever ; list with old letters that never end
make-room-on-your-disk ; Outlook says mailbox cannot be stored, no disk space ;
disk-is-failing ; file is corrupt ; several word files can not be read and windows ran chkdsk
disk-slows-everything ; mechanical drive ; thinking about replacing it with an ssd because it is so slow
computer-runs-hot ; Noise ; it gets so loud in the evening that I can not watch films
battery-worn-or-not-charging ; power cable ; only works while plugged in
no-network ; Wlan symbol missing ; the wifi button does nothing
router-has-no-internet ; provider outage? ; the box blinks red
weak-wi-fi ; video stops when I go to the kitchen ; wifi bars go down to one
wi-fi-wants-you-to-sign-in ; guest network at clinic ; can not get to the page with the code
web-names-not-found ; this site can't be reached ; DNS_PROBE_FINISHED_NO_INTERNET
slow-or-uneven-internet ; Teams meeting ; voices sound choppy and delayed
vpn-does-not-connect ; Forticlient stops at 40% ;
the-clock-is-wrong ; kerberos ; KRB_AP_ERR_SKEW when signing in to the domain
install-updates ; Security patches missing ; report says this machine is 40 days behind
updates-keep-failing ; 0x80240034 ;
slow-to-start ; startup programs ; which ones may I disable
a-program-keeps-crashing ; Teams ; closes every few minutes with no message
stops-without-warning ; BSOD MEMORY_MANAGEMENT ; after adding ram
virus-protection ; two virus scanners ; is it bad to have avast and defender
lock-your-disk ; TPM ; windows says device encryption is not available
somebody-else-may-control-this-computer ; paid 300 dollars with gift cards ; to a technician who called about viruses
nobody-hears-or-sees-you ; mic muted? ; my grandchildren cannot hear me
web-site-not-safe ; SEC_ERROR_UNKNOWN_ISSUER ; firefox at the library
let-the-helper-see-your-screen ; Wayland ; portal missing, no picture arrives
a-device-does-not-work ; driver ; webcam has exclamation mark in device manager
short-of-memory ; too many tabs ; browser says page unresponsive
back-up-your-files ; external hard drive ; want everything twice
switch-the-firewall-on ; Windows security ; firewall turned off by itself
`;

export const tickets: readonly (readonly string[])[] = [usual, otherWords, fresh].flatMap((list) =>
  list
    .trim()
    .split('\n')
    .map((line) => line.split(' ; ')),
);
