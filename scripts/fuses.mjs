import { FuseV1Options, FuseVersion } from '@electron/fuses';

/*
 * Switches inside Electron's program, set before signing. All nine are named, and strictly, so that a new one in a newer
 * Electron stops the build until somebody has decided about it.
 */
const release = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** Test builds: tests attach through Node's inspector, and the old runtime has only the first seven. */
function testBuild() {
  const fuses = {
    ...release,
    strictlyRequireAllFuses: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  };
  delete fuses[FuseV1Options.GrantFileProtocolExtraPrivileges];
  delete fuses[FuseV1Options.WasmTrapHandlers];
  return fuses;
}

/** electron-builder calls this once the app lies unpacked and before it is signed. */
export async function afterPack(context) {
  const isTestBuild = context.packager.config.extraMetadata?.alongsideTestBuild === true;
  await context.packager.addElectronFuses(context, isTestBuild ? testBuild() : release);
}
