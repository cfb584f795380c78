"""Marked sentences of invented places: what each says, and nothing else."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from extract.relations import relations

sys.path.insert(0, str(Path(__file__).parent))
from marked import read

# what it guards, marked text, what it says as "subject predicate object; …" (~ before one: a reader may say it or not)
CASES = [
    # develops
    (
        "district before a verb",
        "[北川区|D]重点发展[人工智能|I]、[集成电路|I]等产业。",
        "北川区 develops 人工智能;北川区 develops 集成电路",
    ),
    (
        "park before a verb",
        "[青岚科技园|P]大力发展[检验检测|I]和[工业设计|I]。",
        "青岚科技园 develops 检验检测;青岚科技园 develops 工业设计",
    ),
    ("以…为主导", "[松原物流园|P]以[冷链物流|I]为主导，完善仓储设施。", "松原物流园 develops 冷链物流"),
    ("以…为核心", "[云溪组团|P]以[生命健康|I]为核心，集聚创新资源。", "云溪组团 develops 生命健康"),
    ("依托…发展", "依托[望湖街区|P]，发展[夜间经济|I]。", "望湖街区 develops 夜间经济"),
    (
        "支持…发展",
        "支持[临溪镇|D]发展[乡村旅游|I]，支持[石坝乡|D]发展[设施农业|I]。",
        "临溪镇 develops 乡村旅游;石坝乡 develops 设施农业",
    ),
    (
        "在…布局",
        "在[临溪镇|D]、[石坝乡|D]布局建设[低空经济|I]核心承载区。",
        "临溪镇 develops 低空经济;石坝乡 develops 低空经济",
    ),
    ("打造成…高地", "将[青岚科技园|P]打造成[量子信息|I]产业高地。", "青岚科技园 develops 量子信息"),
    (
        "建设园区，重点发展",
        "加快建设[枫林产业园|P]，重点发展[家具|I]、[建材|I]等产业。",
        "枫林产业园 develops 家具;枫林产业园 develops 建材",
    ),
    (
        "主导产业为",
        "[枫林产业园|P]主导产业为[汽车零部件|I]和[模具|I]。",
        "枫林产业园 develops 汽车零部件;枫林产业园 develops 模具",
    ),
    ("等…园区", "盘活[枫林|P]、[石桥|P]等[塑料|I]园区。", "枫林 develops 塑料;石桥 develops 塑料"),
    (
        "我县 stands for the territory",
        "我县形成了以[箱包|I]、[制鞋|I]为主导的产业体系。",
        "北川县 develops 箱包;北川县 develops 制鞋",
    ),
    ("全县 and a verb", "全县大力发展[林下经济|I]。", "北川县 develops 林下经济"),
    (
        "nobody named, leading industries",
        "做大做强[箱包|I]、[制鞋|I]、[食品加工|I]三大主导产业。",
        "北川县 develops 箱包;北川县 develops 制鞋;北川县 develops 食品加工",
    ),
    (
        "heading names the park",
        "# [青岚科技园|P]\n重点发展[人工智能|I]、[软件信息服务|I]等产业，形成创新集群。",
        "青岚科技园 develops 人工智能;青岚科技园 develops 软件信息服务",
    ),
    (
        "heading two levels up",
        "# [云溪组团|P]\n## 产业定位\n以[生命健康|I]为核心，配套发展[健康养老|I]。",
        "云溪组团 develops 生命健康;云溪组团 develops 健康养老",
    ),
    (
        "area and colon",
        "[枫林产业园|P]：重点发展[家具|I]产业。\n[石桥产业园|P]：重点发展[五金|I]产业。",
        "枫林产业园 develops 家具;石桥产业园 develops 五金",
    ),
    (
        "industry first, then its sites",
        "[氢能|I]重点发展[燃料电池|I]、[储氢装备|I]等领域。建设[枫林产业园|P]、[石桥产业园|P]等。",
        "燃料电池 subIndustryOf 氢能;储氢装备 subIndustryOf 氢能;枫林产业园 develops 氢能;石桥产业园 develops 氢能",
    ),
    ("产业向园区集聚", "推动[家具|I]产业向[枫林产业园|P]集聚。", "枫林产业园 develops 家具"),
    (
        "partners develop together",
        "[北川县|D]携手[南川县|D]共同打造[陶瓷|I]产业带。",
        "北川县 develops 陶瓷;南川县 develops 陶瓷",
    ),
    ("a neighbour turned to in the sentence before", "主动对接[临溪新区|D]。大力发展[装备制造|I]、[现代物流|I]。", ""),
    ("a neighbour turned to in the heading", "# 主动融入[临溪新区|D]\n大力发展[装备制造|I]、[现代物流|I]。", ""),
    ("a neighbour's chance", "抢抓[临溪新区|D]建设机遇，大力发展[装备制造|I]、[现代物流|I]。", ""),
    (
        "an area on a ring road",
        "东三环[青岚商务区|P]重点发展[总部经济|I]。",
        "青岚商务区 develops 总部经济",
    ),
    (
        "what is put into an area is developed there",
        "将非遗元素融入[云溪古镇|P]，发展[乡村旅游|I]。",
        "云溪古镇 develops 乡村旅游",
    ),
    ("around a neighbour", "依托环[临溪|D]十万亩良田，大力发展[观光采摘|I]、[设施蔬菜|I]。", ""),
    (
        "turned to a neighbour, itself developing",
        "[北川区|D]主动融入[澜江市|D]，重点发展[箱包|I]、[制鞋|I]等产业。",
        "北川区 develops 箱包;北川区 develops 制鞋",
    ),
    (
        "a circle before the area that develops",
        "形成良性循环，[临溪镇|D]大力发展[设施蔬菜|I]。",
        "临溪镇 develops 设施蔬菜",
    ),
    ("compared neighbours develop nothing", "[北川区|D]与[南岭区|D]加强合作，互联互通。", ""),
    # subIndustryOf
    (
        "list 等 parent",
        "大力发展[研学旅游|I]、[民宿|I]等[文旅产业|I]。",
        "研学旅游 subIndustryOf 文旅产业;民宿 subIndustryOf 文旅产业",
    ),
    (
        "list 等 broad class",
        "培育壮大[氢能|I]、[新型储能|I]、[无人机|I]等[战略性新兴产业|I]。",
        "氢能 subIndustryOf 战略性新兴产业;新型储能 subIndustryOf 战略性新兴产业;无人机 subIndustryOf 战略性新兴产业",
    ),
    (
        "two lists, two parents",
        "改造提升[钢铁|I]、[建材|I]等[传统产业|I]，前瞻布局[量子通信|I]、[脑机接口|I]等[未来产业|I]。",
        "钢铁 subIndustryOf 传统产业;建材 subIndustryOf 传统产业;量子通信 subIndustryOf 未来产业;脑机接口 subIndustryOf 未来产业",
    ),
    (
        "two lists joined, two parents",
        "积极培育[家政|I]、[养老|I]等[生活性服务业|I]和[会展|I]、[物流|I]等[生产性服务业|I]。",
        "家政 subIndustryOf 生活性服务业;养老 subIndustryOf 生活性服务业;会展 subIndustryOf 生产性服务业;物流 subIndustryOf 生产性服务业",
    ),
    (
        "a third after the parent is no parent",
        "发展壮大[箱包|I]、[制鞋|I]等[轻工业|I]和[装备制造业|I]。",
        "箱包 subIndustryOf 轻工业;制鞋 subIndustryOf 轻工业",
    ),
    (
        "a closed list whose parent is itself a part",
        "[现代服务业|I]包括[家政|I]、[养老|I]等[生活性服务业|I]。",
        "家政 subIndustryOf 生活性服务业;养老 subIndustryOf 生活性服务业;生活性服务业 subIndustryOf 现代服务业",
    ),
    (
        "等 without a parent closes nothing",
        "[现代服务业|I]重点发展[科技金融|I]、[工业设计|I]等业态。",
        "科技金融 subIndustryOf 现代服务业;工业设计 subIndustryOf 现代服务业",
    ),
    (
        "a programme that begins with an industry stays one of the list",
        "[旅游|I]兴旺。\n[枫林产业园|P]建设[供水工程|J]、[旅游公路工程|J]、[停车场工程|J]。",
        "供水工程 locatedIn 枫林产业园;旅游公路工程 locatedIn 枫林产业园;停车场工程 locatedIn 枫林产业园;旅游公路工程 inIndustry 旅游",
    ),
    (
        "a programme that cuts a trade",
        "淘汰[炼焦|I]。\n[枫林产业园|P]实施[炼焦去产能行动|J]，发展[新材料|I]。",
        "枫林产业园 develops 新材料;炼焦去产能行动 inIndustry 炼焦;炼焦去产能行动 locatedIn 枫林产业园",
    ),
    (
        "a closing word for how industries are leaves them to their branch",
        "[食品工业|I]做强[白酒|I]、[乳制品|I]等[主导产业|I]。",
        "白酒 subIndustryOf 食品工业;乳制品 subIndustryOf 食品工业;白酒 subIndustryOf 主导产业;乳制品 subIndustryOf 主导产业",
    ),
    (
        "a narrower closing industry leaves them to the branch, and is a part of it",
        "[林业|I]方面，大力发展[油茶|I]、[竹笋|I]等[林下经济|I]。",
        "油茶 subIndustryOf 林业;竹笋 subIndustryOf 林业;油茶 subIndustryOf 林下经济;竹笋 subIndustryOf 林下经济;"
        "林下经济 subIndustryOf 林业",
    ),
    (
        "a number word before the parent, a third behind it",
        "壮大[箱包|I]、[制鞋|I]等三大[新兴产业|I]、[未来产业|I]。",
        "箱包 subIndustryOf 新兴产业;制鞋 subIndustryOf 新兴产业",
    ),
    (
        "等 behind firms closes no list of industries",
        "[枫林产业园|P]引进恒盛等[人工智能|I]、[大数据|I]企业。",
        "枫林产业园 develops 人工智能;枫林产业园 develops 大数据",
    ),
    ("以…为主的", "以[毛巾|I]为主的[纺织业|I]不断壮大。", "毛巾 subIndustryOf 纺织业"),
    (
        "parent 重点发展 list",
        "[生物医药|I]重点发展[创新药|I]、[医疗器械|I]等领域。",
        "创新药 subIndustryOf 生物医药;医疗器械 subIndustryOf 生物医药",
    ),
    (
        "run-in head",
        "做强做优[装备制造业|I]。聚焦[数控机床|I]、[农机装备|I]等领域，提升产业能级。",
        "数控机床 subIndustryOf 装备制造业;农机装备 subIndustryOf 装备制造业",
    ),
    (
        "heading names the parent",
        "# 加快发展[现代服务业|I]\n大力发展[科技金融|I]、[人力资源服务|I]等业态，提升服务水平。",
        "科技金融 subIndustryOf 现代服务业;人力资源服务 subIndustryOf 现代服务业",
    ),
    (
        "一是 with a follow-up",
        "一是突出发展[数字创意|I]。大力发展[动漫游戏|I]、[网络视听|I]等新业态。",
        "动漫游戏 subIndustryOf 数字创意;网络视听 subIndustryOf 数字创意",
    ),
    (
        "包括",
        "[现代物流业|I]包括[冷链物流|I]、[快递物流|I]等。",
        "冷链物流 subIndustryOf 现代物流业;快递物流 subIndustryOf 现代物流业",
    ),
    (
        "统筹发展…建设…强省",
        "统筹发展[种业|I]、[智慧农业|I]，加快建设[现代农业|I]强县。",
        "种业 subIndustryOf 现代农业;智慧农业 subIndustryOf 现代农业",
    ),
    (
        "瞄准…新赛道",
        "瞄准[人形机器人|I]、[商业航天|I]等[未来产业|I]新赛道。",
        "人形机器人 subIndustryOf 未来产业;商业航天 subIndustryOf 未来产业",
    ),
    ("fusion is no part", "推动[制造业|I]与[软件信息服务|I]深度融合。", ""),
    ("demand is no part", "围绕[汽车|I]、[航空|I]等产业需求，发展[激光|I]。", ""),
    ("growth of two is no part", "[纺织业|I]产值增长百分之五，[文旅产业|I]持续向好。", ""),
    (
        "caption line",
        "[生物医药|I]\n重点发展[创新药|I]、[医疗器械|I]等。",
        "创新药 subIndustryOf 生物医药;医疗器械 subIndustryOf 生物医药",
    ),
    (
        "向…延伸",
        "推动[石化|I]向[精细化工|I]、[高分子材料|I]等领域延伸。",
        "精细化工 subIndustryOf 石化;高分子材料 subIndustryOf 石化",
    ),
    (
        "以…为重点，推进",
        "以[茶叶|I]、[菌菇|I]为重点，推进[特色农业|I]发展。",
        "茶叶 subIndustryOf 特色农业;菌菇 subIndustryOf 特色农业",
    ),
    (
        "聚焦 parent 培育 list",
        "聚焦[现代服务业|I]，积极培育[首店经济|I]、[直播电商|I]等业态。",
        "首店经济 subIndustryOf 现代服务业;直播电商 subIndustryOf 现代服务业",
    ),
    # operatesIn
    (
        "firms 等 industry 企业",
        "支持[恒盛|E]、[远嘉|E]等[生物医药|I]企业做大做强。",
        "恒盛 operatesIn 生物医药;远嘉 operatesIn 生物医药",
    ),
    ("以…为龙头", "以[恒盛重工|E]为龙头的[装备制造|I]产业集群加快形成。", "恒盛重工 operatesIn 装备制造"),
    (
        "industry 做大做强 firms",
        "[汽车电子|I]做大做强[恒盛|E]、[卓远|E]等企业。",
        "恒盛 operatesIn 汽车电子;卓远 operatesIn 汽车电子",
    ),
    ("is the leader of", "[恒盛药业|E]成为[现代中药|I]龙头企业。", "恒盛药业 operatesIn 现代中药"),
    (
        "paired lists",
        "以[恒盛|E]、[卓远|E]为代表的[新材料|I]、[新能源|I]等[战略性新兴产业|I]快速发展。",
        "恒盛 operatesIn 新材料;卓远 operatesIn 新能源;新材料 subIndustryOf 战略性新兴产业;新能源 subIndustryOf 战略性新兴产业",
    ),
    ("topic and firms", "发展壮大[船舶制造|I]。发挥[恒盛重工|E]等龙头企业带动作用。", "恒盛重工 operatesIn 船舶制造"),
    (
        "heading and firms",
        "# 做强[食品加工|I]\n支持[嘉禾食品|E]、[隆泰|E]等企业扩大产能。",
        "嘉禾食品 operatesIn 食品加工;隆泰 operatesIn 食品加工",
    ),
    (
        "电商 platforms",
        "对接[星驰|E]、[帆越|E]等[电子商务|I]平台企业。",
        "星驰 operatesIn 电子商务;帆越 operatesIn 电子商务",
    ),
    ("listing on the exchange is no business", "[恒盛|E]、[卓远|E]、[隆泰|E]上市挂牌，[金融业|I]增加值增长。", ""),
    # undertakenBy
    ("firm invests", "[恒盛集团|E]投资建设的[云溪抽水蓄能电站|J]开工。", "云溪抽水蓄能电站 undertakenBy 恒盛集团"),
    ("由…承建", "[临松高速公路|J]由[卓远建工|E]承建。", "临松高速公路 undertakenBy 卓远建工"),
    ("firm's name in the project's", "加快[恒盛生产基地|J]建设，支持[恒盛|E]扩产。", "恒盛生产基地 undertakenBy 恒盛"),
    ("firm's name in the park's", "推进[卓远产业园|P]建设。\n[卓远|E]年产值增长。", "卓远产业园 undertakenBy 卓远"),
    ("firm without its ending", "[恒盛集团|E]发展良好。完成[恒盛二期|J]建设。", "恒盛二期 undertakenBy 恒盛集团"),
    # inIndustry
    (
        "projects 等 industry 项目",
        "推进[云山储能电站|J]、[石桥光伏基地|J]等[新能源|I]项目建设。",
        "云山储能电站 inIndustry 新能源;石桥光伏基地 inIndustry 新能源",
    ),
    (
        "topic and projects",
        "发展壮大[生物医药|I]。加快[枫林制剂中心|J]、[石桥原料药基地|J]等项目建设。",
        "枫林制剂中心 inIndustry 生物医药;石桥原料药基地 inIndustry 生物医药",
    ),
    ("programme named for it", "深入实施[服务业扩能行动|J]。推动[服务业|I]提质。", "服务业扩能行动 inIndustry 服务业"),
    (
        "programme, then its industry",
        "实施[数智赋能行动|J]，推动[纺织业|I]转型升级。",
        "数智赋能行动 inIndustry 纺织业",
    ),
    ("industry 方面 projects", "[现代物流|I]方面，加快[云溪铁路专用线|J]建设。", "云溪铁路专用线 inIndustry 现代物流"),
    # locatedIn
    ("落户", "[恒盛药业|E]落户[青岚科技园|P]。", "恒盛药业 locatedIn 青岚科技园"),
    (
        "入驻 with the park first",
        "[青岚科技园|P]入驻[恒盛|E]、[卓远|E]等企业。",
        "恒盛 locatedIn 青岚科技园;卓远 locatedIn 青岚科技园",
    ),
    ("位于", "[云溪数据中心|J]位于[青岚科技园|P]，总投资五亿元。", "云溪数据中心 locatedIn 青岚科技园"),
    (
        "projects 落户 district",
        "[云溪数据中心|J]、[枫林总部大厦|J]等一批项目落户[北川区|D]。",
        "云溪数据中心 locatedIn 北川区;枫林总部大厦 locatedIn 北川区",
    ),
    ("在…建设", "在[临溪镇|D]规划建设[枫林产业园|P]。", "枫林产业园 locatedIn 临溪镇"),
    ("内", "[青岚科技园|P]内[创新大厦|J]建成投用。", "创新大厦 locatedIn 青岚科技园"),
    (
        "place in the park's name",
        "建设[临溪数控产业园|P]、[石坝食品基地|P]。\n[临溪|D]、[石坝|D]交通便利。",
        "临溪数控产业园 locatedIn 临溪;石坝食品基地 locatedIn 石坝",
    ),
    (
        "place without its ending in the name",
        "完成[临溪中心小学|J]改造。\n[临溪镇|D]面貌一新。",
        "临溪中心小学 locatedIn 临溪镇",
    ),
    ("place in brackets", "建设[枫林未来谷|P]（[临溪镇|D]）。", "枫林未来谷 locatedIn 临溪镇"),
    (
        "place and quoted name",
        "打造[临溪镇|D]“[梨花小镇|P]”、[石坝乡|D]“[竹海小镇|P]”等特色载体。",
        "梨花小镇 locatedIn 临溪镇;竹海小镇 locatedIn 石坝乡",
    ),
    ("own territory alone says nothing", "全县[云溪水库加固工程|J]进展顺利。", ""),
    # partOf
    ("city and district in one", "[澜江市|D][北川区|D]第三届人民代表大会", "北川区 partOf 澜江市"),
    ("辖", "[北川区|D]辖[临溪镇|D]、[石坝乡|D]。", "临溪镇 partOf 北川区;石坝乡 partOf 北川区"),
    ("全县辖", "全县辖[临溪镇|D]、[石坝乡|D]。", "临溪镇 partOf 北川县;石坝乡 partOf 北川县"),
    (
        "park 包括 parts",
        "[云溪新城|P]包括[滨水组团|P]、[高铁片区|P]。",
        "滨水组团 partOf 云溪新城;高铁片区 partOf 云溪新城",
    ),
    (
        "part named after the whole",
        "[青岚科技园核心区|P]建成投用，[青岚科技园|P]扩容。",
        "青岚科技园核心区 partOf 青岚科技园",
    ),
    (
        "heading and its parts",
        "# [云溪新城|P]\n## 空间布局\n构建[滨水组团|P]、[高铁片区|P]等功能区，优化布局。",
        "滨水组团 partOf 云溪新城;高铁片区 partOf 云溪新城",
    ),
    (
        "year before the areas of a report",
        "完成[2031年澜江市北川区工作报告|L]。\n[澜江市|D]召开会议。\n[北川区|D]抓好落实。",
        "2031年澜江市北川区工作报告 covers 北川区;北川区 partOf 澜江市",
    ),
    (
        "the rest of a list whose first name holds the wider one",
        "[澜江市|D]地处江北。\n航线经过[澜江市北川区|D]、[临溪县|D]、[石坝县|D]。",
        "澜江市北川区 partOf 澜江市;临溪县 partOf 澜江市;石坝县 partOf 澜江市",
    ),
    (
        "a road named after a firm is not built by it",
        "[恒盛集团|E]产值翻番。\n\n[恒盛大街南延工程|J]、[恒盛路改造|J]、[恒盛大道亮化工程|J]全部完工。",
        "",
    ),
    ("a road named after a city does not lie there", "对接[澜江|D]。\n\n完成[澜江路改造工程|J]。", ""),
    (
        "路灯 and 路由器 name no road",
        "[恒盛集团|E]产值翻番。\n\n[恒盛路灯基地|J]、[恒盛路由器基地|J]开工。",
        "恒盛路灯基地 undertakenBy 恒盛集团;恒盛路由器基地 undertakenBy 恒盛集团",
    ),
    (
        "a branch lies where it is, not where its institution is at home",
        "对接[澜江市|D]。\n\n[枫林县|D]山水秀美。\n\n[澜江市第一医院枫林县院区|J]开工。",
        "澜江市第一医院枫林县院区 locatedIn 枫林县",
    ),
    (
        "an institution without a branch lies at home",
        "对接[澜江市|D]。\n\n[澜江市第一医院扩建工程|J]开工。",
        "澜江市第一医院扩建工程 locatedIn 澜江市",
    ),
    # covers, basedOn
    (
        "a branch of the own hospital in a town of the own county",
        "[青岚镇|D]山水秀美。\n\n[北川县人民医院青岚镇分院|J]开工。",
        "北川县人民医院青岚镇分院 locatedIn 北川县;北川县人民医院青岚镇分院 locatedIn 青岚镇",
    ),
    (
        "a plan of the own county with a town's hospital",
        "[石坝镇|D]山水秀美。\n\n印发[北川县医院与石坝镇卫生院医共体建设方案|L]。",
        "北川县医院与石坝镇卫生院医共体建设方案 covers 北川县;北川县医院与石坝镇卫生院医共体建设方案 covers 石坝镇",
    ),
    (
        "路衍 names no road",
        "[北川|D=澜江北川区]山水秀美。\n\n[北川路衍经济产业园|P]开工。",
        "北川路衍经济产业园 locatedIn 澜江北川区",
    ),
    ("territory in the plan's name", "编制[北川区总体规划|L]。\n[北川区|D]位于江北。", "北川区总体规划 covers 北川区"),
    (
        "innermost territory of a chain",
        "印发[澜江市北川区国土空间规划|L]。\n[澜江市|D]、[北川区|D]召开会议。",
        "澜江市北川区国土空间规划 covers 北川区;北川区 partOf 澜江市",
    ),
    (
        "全县 begins the plan's name",
        "按照[全县畜禽养殖污染治理规划|L]，清退散养户。",
        "全县畜禽养殖污染治理规划 covers 北川县",
    ),
    (
        "我县 begins the plan's name",
        "印发[我县融入都市圈实施方案|L]，全县一盘棋。",
        "我县融入都市圈实施方案 covers 北川县",
    ),
    ("the province's plan is not the county's", "全县经济向好。\n\n对照[全省河湖岸线保护规划|L]，清理码头。", ""),
    (
        "全县 behind another county means that one",
        "全县经济向好。\n\n学习[枫林县|D]《[全县水网建设规划|L]》。",
        "全县水网建设规划 covers 枫林县",
    ),
    ("健全县乡 holds no 全县", "全县经济向好。\n\n落实[健全县乡物流体系方案|L]，补齐短板。", ""),
    ("our county's plan", "印发我县[人才工作意见|L]。", "人才工作意见 covers 北川县"),
    ("根据…编制", "根据[发展规划编制条例|L]，制定[水网建设方案|L]。", "水网建设方案 basedOn 发展规划编制条例"),
    ("依据…编制", "[水网建设方案|L]依据[水安全规划|L]编制。", "水网建设方案 basedOn 水安全规划"),
    (
        "本规划 is the plan that the title names",
        "[水安全规划|L]\n根据[发展规划编制条例|L]，结合实际，制定本规划。",
        "水安全规划 basedOn 发展规划编制条例",
    ),
    # boxes: a name, then what is said of it
    (
        "maker in the sentence after the name",
        "[青岚智能仓库|J]。由[恒盛集团|E]投资建设，占地二百亩。",
        "青岚智能仓库 undertakenBy 恒盛集团",
    ),
    (
        "place in the sentence after the name",
        "[磁浮电机项目|J]。总投资六亿元，选址[枫林产业园|P]。",
        "磁浮电机项目 locatedIn 枫林产业园",
    ),
    (
        "支持…在…建设",
        "支持[恒盛集团|E]在[枫林产业园|P]建设[磁浮中试平台|J]。",
        "磁浮中试平台 undertakenBy 恒盛集团;磁浮中试平台 locatedIn 枫林产业园;~恒盛集团 locatedIn 枫林产业园",
    ),
    (
        "下设 after the area's size",
        "[云溪新城|P]规划面积十平方公里，下设[滨水组团|P]、[高铁片区|P]。",
        "滨水组团 partOf 云溪新城;高铁片区 partOf 云溪新城",
    ),
    (
        "a park that opens the sentence, not the county",
        "全县经济向好。\n[枫林产业园|P]主攻[箱包|I]、[制鞋|I]。",
        "枫林产业园 develops 箱包;枫林产业园 develops 制鞋",
    ),
    ("carrying out a plan is no basis", "落实[水安全规划|L]，保护生态环境。", ""),
]


@pytest.mark.parametrize(("marked", "wanted"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_sentence(marked: str, wanted: str) -> None:
    document, entities = read(marked, district="北川县")
    if "北川县" in wanted or "全县" in marked or "我县" in marked:
        document, entities = read("[北川县|D]政府工作报告\n" + marked, district="北川县")
    said = {(r.subject.name, r.predicate, r.object.name) for r in relations(document, entities)}
    listed = [w for w in wanted.split(";") if w]
    optional = {tuple(w[1:].split()) for w in listed if w.startswith("~")}
    assert said - optional == {tuple(w.split()) for w in listed if not w.startswith("~")}


def test_there_are_enough_sentences() -> None:
    assert len(CASES) >= 80
    assert len({c[0] for c in CASES}) == len(CASES)
