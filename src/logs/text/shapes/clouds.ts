import { token } from './token.ts';
import type { Shape } from './types.ts';

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Keys of clouds and of what is hosted there. */
export const clouds: readonly Shape[] = [
  {
    name: 'AWS access key id',
    from: 'IAM: unique identifiers; 16 characters of base32 behind the kind of key',
    hints: ['akia', 'asia', 'abia', 'acca', 'aroa', 'aida'],
    pattern: /(?:AKIA|ASIA|ABIA|ACCA|AROA|AIDA)[A-Z2-7]{16}(?![A-Za-z0-9])/y,
  },
  token(
    'AWS session token',
    'STS: tokens of temporary keys begin with their version in base64',
    ['fwogzx', 'iqojb3', 'fqogzx', 'agojb3'],
    /(?:FwoGZX|IQoJb3|FQoGZX|AgoJb3)[A-Za-z0-9+/%]{80,}={0,2}/y,
  ),
  token(
    'AWS Bedrock API key',
    'Bedrock: long-term keys',
    ['absk'],
    /ABSK[A-Za-z0-9+/]{100,}={0,2}/y,
  ),
  token(
    'AWS MWS token',
    'Marketplace Web Service',
    ['amzn.mws.'],
    /amzn\.mws\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/y,
  ),
  token('Google API key', 'Google Cloud: API keys', ['aiza'], /AIza[\w-]{35}/y),
  token(
    'Google OAuth access token',
    'Google Identity: access tokens',
    ['ya29.'],
    /ya29\.[\w.-]{20,}/y,
  ),
  token('Google OAuth client secret', 'Google Cloud console', ['gocspx-'], /GOCSPX-[\w-]{20,}/y),
  token('Google OAuth refresh token', 'Google Identity', ['1//0'], /1\/\/0[\w-]{40,}/y),
  {
    name: 'Azure client secret',
    from: 'Entra ID: secrets of an application have "Q~" after their fourth character',
    hints: DIGITS.map((digit) => `${digit}q~`),
    lead: 3,
    pattern: /[\w.~-]{3}\dQ~[\w.~-]{31,34}/y,
    isToken: true,
  },
  {
    name: 'Azure key with a signature',
    from: 'Azure: keys since 2022 carry a mark of their service after 52 characters or more',
    hints: ['jqqj99'],
    lead: 52,
    pattern: /[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{20,26}/y,
    isToken: true,
    isInner: true,
  },
  {
    name: 'Azure storage or Cosmos key',
    from: 'Azure: keys since 2022 carry a mark of their service after 76 characters',
    hints: ['acdb', 'astb'],
    lead: 76,
    pattern: /[A-Za-z0-9+/]{76}(?:ACDb|AStB)[A-Za-z0-9+/]{5,6}={1,2}/y,
    isToken: true,
    isInner: true,
  },
  {
    name: 'Azure shared key of 64 bytes',
    from: 'Azure Storage, Cosmos DB: accountkey and its kin, wherever "==" ends 86 characters of base64',
    hints: ['accountkey', 'sharedaccesskey', 'primarykey', 'secondarykey'],
    pattern:
      /((?:accountkey|sharedaccesskey|primarykey|secondarykey)["']?[ \t]{0,4}[:=][ \t]{0,4}["']?)[A-Za-z0-9+/]{40,}={0,2}/iy,
  },
  {
    name: 'Azure shared access signature',
    from: 'Azure Storage, Service Bus, Event Hubs, IoT Hub: sig of a SAS',
    hints: ['sig='],
    pattern: /(sig=)(?:[A-Za-z0-9+/_-]|%[0-9A-Fa-f]{2}){20,}={0,2}/iy,
  },
  token(
    'DigitalOcean token',
    'DigitalOcean: prefixes since 2022',
    ['dop_v1_', 'doo_v1_', 'dor_v1_'],
    /do[opr]_v1_[a-f0-9]{64}/y,
  ),
  token('Heroku API key', 'Heroku: prefix since 2023', ['hrku-'], /HRKU-[\w-]{30,}/y),
  token(
    'Fly.io token',
    'Fly.io: macaroons',
    ['fm1_', 'fm1r_', 'fm2_', 'fo1_'],
    /f(?:m1r?|m2|o1)_[A-Za-z0-9+/=_-]{40,}/y,
  ),
  token(
    'Alibaba access key id',
    'Alibaba Cloud RAM',
    ['ltai'],
    /LTAI[A-Za-z0-9]{12,20}(?![A-Za-z0-9])/y,
  ),
  token('Tencent secret id', 'Tencent Cloud CAM', ['akid'], /AKID[A-Za-z0-9]{32}(?![A-Za-z0-9])/y),
  token(
    'Yandex Cloud token',
    'Yandex IAM',
    ['t1.9eu', 'aqvn'],
    /(?:t1\.9eu[\w-]+={0,2}\.[\w-]{60,}={0,2}|AQVN[\w-]{35,38})/y,
  ),
  token('Cloudflare origin CA key', 'Cloudflare', ['v1.0-'], /v1\.0-[a-f0-9]{24}-[a-f0-9]{100,}/y),
  token(
    'Cloudflare API token',
    'Cloudflare: prefixes since 2026',
    ['cfut_', 'cfat_', 'cfk_'],
    /cf(?:ut|at|k)_[\w-]{30,}/y,
  ),
  token(
    'Vercel token',
    'Vercel: prefixes since 2025',
    ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'],
    /vc[piark]_[A-Za-z0-9]{24,}/y,
  ),
  token(
    'Netlify token',
    'Netlify: prefix since 2023',
    ['nfp_', 'nfc_', 'nfo_'],
    /nf[pco]_[A-Za-z0-9]{36,}/y,
  ),
  token('Render API key', 'Render', ['rnd_'], /rnd_[A-Za-z0-9]{24,}/y),
  token('PlanetScale secret', 'PlanetScale', ['pscale_'], /pscale_(?:tkn|oauth|pw)_[\w.=-]{30,}/y),
  token(
    'Supabase key',
    'Supabase: prefixes since 2024',
    ['sbp_', 'sb_secret_'],
    /(?:sbp_[a-f0-9]{40}|sb_secret_[\w-]{20,})/y,
  ),
  token('Scalingo token', 'Scalingo', ['tk-us-'], /tk-us-[\w-]{40,}/y),
  token(
    'Databricks token',
    'Databricks: personal access tokens',
    ['dapi'],
    /dapi[a-f0-9]{32}(?:-\d)?/y,
  ),
];
